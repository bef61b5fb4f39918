import { useId, type ReactNode } from 'react';
import css from './workbench.module.css';

/** A titled part of the first page. */
export function Panel({ title, hint, more, children }: { title: string; hint?: string; more?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.panel} aria-labelledby={id}>
      <header className={css.panelHead}>
        <h2 id={id} title={hint}>
          {title}
        </h2>
        {more}
      </header>
      {children}
    </section>
  );
}

/** What a part says when it has nothing. */
export function Nothing({ children }: { children: string }) {
  return <p className={css.nothing}>{children}</p>;
}
