import { useMemo, type ReactNode } from 'react';
import { useMe } from '@/app/me';
import css from './layout.module.css';

const escape = (text: string): string =>
  text.replace(/[<>&"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Marks what is below it with who looks at it and on which day, so that a photograph names its source. */
export function Watermark({ children, text }: { children: ReactNode; text?: string }) {
  const me = useMe();
  const mark = text ?? `${me.person.name} ${me.person.login} ${me.today}`;
  const image = useMemo(() => {
    const svg =
      `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><text x="20" y="120" ` +
      `transform="rotate(-20 160 90)" font-size="14" font-family="sans-serif" fill="#808890" fill-opacity=".2">` +
      `${escape(mark)}</text></svg>`;
    return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
  }, [mark]);
  return (
    <div className={css.watermarked}>
      {children}
      <div className={css.watermark} style={{ backgroundImage: image }} aria-hidden />
    </div>
  );
}
