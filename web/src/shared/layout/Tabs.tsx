import { Link, useLocation } from '@tanstack/react-router';
import css from './tabs.module.css';

export interface TabLink {
  to: string;
  text: string;
}

/** Tabs that are links: the address says which one is open. */
export function LinkTabs({ tabs, label }: { tabs: readonly TabLink[]; label: string }) {
  const path = useLocation({ select: (location) => location.pathname });
  return (
    <nav className={css.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: true }} aria-current={tab.to === path ? 'page' : undefined}>
          {tab.text}
        </Link>
      ))}
    </nav>
  );
}
