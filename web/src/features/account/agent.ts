const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\/([\d]+)/, 'WeChat'],
  [/DingTalk\/([\d]+)/, 'DingTalk'],
  [/Edg(?:e|A|iOS)?\/([\d]+)/, 'Edge'],
  [/Firefox\/([\d]+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/([\d]+)/, 'Chrome'],
  [/Version\/([\d]+).*Safari/, 'Safari'],
  [/^(curl|kedang|python-requests|okhttp)\/?([\d.]*)/i, ''],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** "Chrome 131 · Windows" from a User-Agent header; `null` when it says nothing known. */
export function agentName(header: string): string | null {
  const browser = BROWSERS.map(([pattern, name]) => {
    const match = pattern.exec(header);
    return match && (name ? `${name} ${match[1] ?? ''}` : [match[1], match[2]].filter(Boolean).join(' '));
  }).find(Boolean);
  const system = SYSTEMS.find(([pattern]) => pattern.test(header))?.[1];
  return browser || system ? [browser, system].filter(Boolean).join(' · ') : null;
}
