import { useEffect, type ReactNode } from 'react';
import { useT } from '@/i18n';
import css from './layout.module.css';

export interface PageProps {
  title: string;
  /** What the browser's tab is called, where the title is not for it: tabs are kept in histories. */
  tab?: string | undefined;
  /** Beside the title: a count, a code. */
  aside?: ReactNode;
  /** Top right. The main action last; on a phone it is fixed above the bottom bar. */
  actions?: ReactNode;
  /** Below the title: tabs, filters. */
  toolbar?: ReactNode;
  /** `full` for lists (the content scrolls by itself), `reading` at most 1080 px, `form` 720 px. */
  width?: 'full' | 'reading' | 'form';
  children: ReactNode;
}

/** The content of the frame: title, actions, toolbar, body. Names the browser tab. */
export function Page({ title, tab = title, aside, actions, toolbar, width = 'reading', children }: PageProps) {
  const t = useT();
  useEffect(() => {
    document.title = `${tab} · ${t('common.product')}`;
  }, [tab, t]);
  return (
    <div className={`${css.page} ${css[width] ?? ''}`}>
      <header className={css.pageHead}>
        <div className={css.pageTitle}>
          <h1>{title}</h1>
          {aside && <div className={css.pageAside}>{aside}</div>}
        </div>
        {actions && <div className={css.pageActions}>{actions}</div>}
      </header>
      {toolbar && <div className={css.toolbar}>{toolbar}</div>}
      <div className={css.pageBody}>{children}</div>
    </div>
  );
}

/** A titled block of a reading page. */
export function Section({ title, hint, actions, children }: { title: string; hint?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={css.section}>
      <header className={css.sectionHead}>
        <div>
          <h2>{title}</h2>
          {hint && <p className={css.hint}>{hint}</p>}
        </div>
        {actions && <div className={css.pageActions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

/** Label and value pairs, in reading order. */
export function Facts({ items }: { items: readonly { label: ReactNode; value: ReactNode; key?: string }[] }) {
  return (
    <dl className={css.facts}>
      {items.map((item, index) => (
        <div key={item.key ?? index}>
          <dt>{item.label}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
