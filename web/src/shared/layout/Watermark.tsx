import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useMe, useTimeContext } from '@/app/me';
import { fullInstant } from '@/shared/text/format';
import css from './layout.module.css';

const MINUTE = 60_000;

const escape = (text: string): string => text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The mark as a picture that repeats: faint enough to read through, in grey that shows on light and dark. */
function picture(lines: readonly string[]): string {
  const rows = lines.map((line, at) => `<tspan x="20" dy="${at === 0 ? 0 : 20}">${escape(line)}</tspan>`).join('');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="340" height="150"><text x="20" y="85" ` +
    `transform="rotate(-20 170 75)" font-size="14" font-family="sans-serif" fill="#808890" fill-opacity=".2">${rows}</text></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

/** The time now, to the minute. */
function useMinute(): string {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const clock = setInterval(() => setNow(new Date()), MINUTE);
    return () => clearInterval(clock);
  }, []);
  return now.toISOString();
}

/**
 * Marks what is below it with who looks at it and when, so that a photograph or a print names its
 * source. Whoever takes it away or changes it in the browser's tools finds it put back.
 */
export function Watermark({ children, text }: { children: ReactNode; text?: string }) {
  const me = useMe();
  const context = useTimeContext();
  const at = useMinute();
  const who = text ?? `${me.person.name} ${me.person.login}`;
  const image = useMemo(() => picture([who, fullInstant(at, context)]), [who, at, context]);
  const around = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const area = around.current;
    if (!area) return;
    let mark: HTMLElement | null = null;
    const watch = new MutationObserver(() => put());
    const put = () => {
      watch.disconnect();
      mark?.remove();
      mark = document.createElement('div');
      mark.className = css.watermark ?? '';
      mark.setAttribute('aria-hidden', 'true');
      mark.style.setProperty('background-image', image, 'important');
      area.append(mark);
      watch.observe(area, { childList: true });
      watch.observe(mark, { attributes: true });
    };
    put();
    return () => {
      watch.disconnect();
      mark?.remove();
    };
  }, [image]);

  return (
    <div className={css.watermarked} ref={around}>
      <div>{children}</div>
    </div>
  );
}

/** What may be classified: with the level that the server names, where it names one. */
interface Leveled {
  id: string;
  secrecy?: { level: string } | undefined;
}

/** Whether something carries a mark: 秘密 and above. */
export const isClassified = ({ secrecy }: Leveled): boolean => secrecy !== undefined && secrecy.level !== 'internal';

/** Marks what is below it where the level of what it shows asks for it. */
export function Classified({ of, children }: { of: Leveled; children: ReactNode }) {
  return isClassified(of) ? <Watermark>{children}</Watermark> : children;
}
