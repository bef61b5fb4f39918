import { Link } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useT } from '@/i18n';
import type { NavEntry, NavGroup } from './feature';
import css from './frame.module.css';
import { useMay, useMe } from './me';
import { belongs, NAV } from './nav';

const GROUPS: readonly NavGroup[] = ['work', 'basis', 'house'];

/** What this person has a use for. */
export function useNav(): readonly NavEntry[] {
  const may = useMay();
  return NAV.filter((entry) => may(...entry.needs));
}

export function Rail({ slim, onToggle, path }: { slim: boolean; onToggle: () => void; path: string }) {
  const t = useT();
  const me = useMe();
  const entries = useNav();
  const toggleText = slim ? t('common.rail_open') : t('common.rail_close');
  return (
    <div className={css.rail} data-frame>
      <Link to="/" className={css.brand} title={me.company.name}>
        <img src="/icon.svg" alt="" width={28} height={28} />
        {!slim && <span>{me.company.name}</span>}
      </Link>
      <nav aria-label={t('common.main_navigation')} className={css.nav}>
        {GROUPS.map((group) => {
          const own = entries.filter((entry) => entry.group === group);
          if (own.length === 0) return null;
          return (
            <ul key={group}>
              {own.map((entry) => {
                const here = belongs(entry, path);
                return (
                  <li key={entry.to}>
                    <Link
                      to={entry.to}
                      className={`${css.entry} ${here ? css.here : ''}`}
                      aria-current={here ? 'page' : undefined}
                      title={slim ? t(entry.label) : undefined}
                    >
                      <entry.icon size={18} strokeWidth={1.75} aria-hidden />
                      <span className={slim ? 'visually-hidden' : undefined}>{t(entry.label)}</span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          );
        })}
      </nav>
      <button type="button" className={css.toggle} onClick={onToggle} aria-label={toggleText} title={toggleText} aria-expanded={!slim}>
        {slim ? <PanelLeftOpen size={18} strokeWidth={1.75} aria-hidden /> : <PanelLeftClose size={18} strokeWidth={1.75} aria-hidden />}
      </button>
    </div>
  );
}
