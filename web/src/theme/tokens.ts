// Every colour, size and duration of the page. Style sheets use them as `var(--kd-…)`,
// Ant Design through `antdTheme`; nothing else in the page names a colour.

export interface Palette {
  canvas: string;
  surface: string;
  raised: string;
  sunken: string;
  hover: string;
  line: string;
  lineStrong: string;
  text: string;
  textSoft: string;
  textFaint: string;
  brand: string;
  brandHover: string;
  brandSoft: string;
  brandText: string;
  onBrand: string;
  /** Status, always beside a word or an icon. */
  due: string;
  today: string;
  todaySoft: string;
  soon: string;
  soonSoft: string;
  late: string;
  lateSoft: string;
  done: string;
  doneSoft: string;
  /** Secrecy: outline, amber solid, crimson solid. */
  secret: string;
  confidential: string;
  onConfidential: string;
  topSecret: string;
  onTopSecret: string;
  scrim: string;
  shadow: string;
}

export const light: Palette = {
  canvas: '#f3f5f7',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#f8f9fb',
  hover: '#eef1f5',
  line: '#e1e5ea',
  lineStrong: '#c5ccd5',
  text: '#18202b',
  textSoft: '#485464',
  textFaint: '#606c7b',
  brand: '#24487e',
  brandHover: '#315c9c',
  brandSoft: '#e6edf7',
  brandText: '#24487e',
  onBrand: '#ffffff',
  due: '#606c7b',
  today: '#1c59b5',
  todaySoft: '#e5eefb',
  soon: '#855300',
  soonSoft: '#fdf2d9',
  late: '#b3261e',
  lateSoft: '#fcebea',
  done: '#1a6f41',
  doneSoft: '#e4f4ea',
  secret: '#1c59b5',
  confidential: '#f0b429',
  onConfidential: '#3a2600',
  topSecret: '#9f1239',
  onTopSecret: '#ffffff',
  scrim: 'rgba(16, 24, 36, 0.38)',
  shadow: '0 6px 24px rgba(16, 24, 36, 0.12), 0 1px 3px rgba(16, 24, 36, 0.08)',
};

export const dark: Palette = {
  canvas: '#0f1317',
  surface: '#171c22',
  raised: '#1e242c',
  sunken: '#13181d',
  hover: '#222932',
  line: '#2a323b',
  lineStrong: '#46515e',
  text: '#e4e8ee',
  textSoft: '#b0bac6',
  textFaint: '#929eac',
  brand: '#3a68ab',
  brandHover: '#4877bd',
  brandSoft: '#1b2a40',
  brandText: '#93b9ee',
  onBrand: '#ffffff',
  due: '#929eac',
  today: '#86b4f5',
  todaySoft: '#182a44',
  soon: '#e8b455',
  soonSoft: '#33270f',
  late: '#f4938b',
  lateSoft: '#3b1c1b',
  done: '#74c796',
  doneSoft: '#15301f',
  secret: '#86b4f5',
  confidential: '#d99a1c',
  onConfidential: '#1f1400',
  topSecret: '#b31b47',
  onTopSecret: '#ffffff',
  scrim: 'rgba(0, 0, 0, 0.55)',
  shadow: '0 8px 28px rgba(0, 0, 0, 0.5), 0 1px 3px rgba(0, 0, 0, 0.4)',
};

export const shape = {
  radius: 6,
  font: "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, sans-serif",
  mono: "ui-monospace, 'SF Mono', Consolas, 'Noto Sans Mono CJK SC', monospace",
  rail: 208,
  railSlim: 56,
  topBar: 52,
  bottomBar: 56,
  reading: 1080,
  panel: 560,
  row: 40,
  rowCompact: 32,
  /** Milliseconds; nothing moves longer than 150. */
  motion: 120,
} as const;

/** Below this width the page is laid out for a phone. Style sheets repeat the number. */
export const PHONE = '(max-width: 719.98px)';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const colours = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, value]: [string, string]) => `--kd-${kebab(name)}:${value};`)
    .join('');

/** The tokens as CSS custom properties, for both schemes. */
export function tokenSheet(): string {
  const sizes =
    `--kd-radius:${shape.radius}px;--kd-font:${shape.font};--kd-mono:${shape.mono};` +
    `--kd-rail:${shape.rail}px;--kd-rail-slim:${shape.railSlim}px;--kd-top-bar:${shape.topBar}px;` +
    `--kd-bottom-bar:${shape.bottomBar}px;--kd-reading:${shape.reading}px;--kd-panel:${shape.panel}px;` +
    `--kd-row:${shape.row}px;--kd-row-compact:${shape.rowCompact}px;--kd-motion:${shape.motion}ms;`;
  return (
    `:root{color-scheme:light;${sizes}${colours(light)}}` +
    `@media (prefers-color-scheme: dark){:root{color-scheme:dark;${colours(dark)}}}` +
    `@media (prefers-reduced-motion: reduce){:root{--kd-motion:0ms;}}`
  );
}
