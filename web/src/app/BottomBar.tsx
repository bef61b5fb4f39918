import { Link } from '@tanstack/react-router';
import { Ellipsis, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/i18n';
import { Dialog } from '@/shared/overlay/Dialog';
import css from './frame.module.css';
import { useMay } from './me';
import { belongs, CREATE } from './nav';
import { useNav } from './Rail';

/** The phone's rail: two places, 新建 under the thumb, search, the rest. */
export function BottomBar({ path, onSearch, onCreate }: { path: string; onSearch: () => void; onCreate: () => void }) {
  const t = useT();
  const may = useMay();
  const entries = useNav();
  const [more, setMore] = useState(false);
  const canCreate = CREATE.some((entry) => may(...entry.needs));
  const first = entries.slice(0, canCreate ? 2 : 3);
  const rest = entries.slice(first.length);
  const inRest = rest.some((entry) => belongs(entry, path));

  return (
    <nav className={css.bottomBar} aria-label={t('common.main_navigation')} data-frame>
      {first.map((entry) => {
        const here = belongs(entry, path);
        return (
          <Link key={entry.to} to={entry.to} className={here ? css.here : undefined} aria-current={here ? 'page' : undefined}>
            <entry.icon size={20} strokeWidth={1.75} aria-hidden />
            <span>{t(entry.label)}</span>
          </Link>
        );
      })}
      {canCreate && (
        <button type="button" onClick={onCreate} className={css.bottomNew}>
          <Plus size={22} aria-hidden />
          <span>{t('common.new')}</span>
        </button>
      )}
      <button type="button" onClick={onSearch}>
        <Search size={20} strokeWidth={1.75} aria-hidden />
        <span>{t('common.search')}</span>
      </button>
      <button type="button" onClick={() => setMore(true)} className={inRest ? css.here : undefined}>
        <Ellipsis size={20} strokeWidth={1.75} aria-hidden />
        <span>{t('common.more')}</span>
      </button>
      {more && (
        <Dialog title={t('common.more')} onClose={() => setMore(false)}>
          <ul className={css.sheetNav}>
            {rest.map((entry) => (
              <li key={entry.to}>
                <Link to={entry.to} onClick={() => setMore(false)} aria-current={belongs(entry, path) ? 'page' : undefined}>
                  <entry.icon size={20} strokeWidth={1.75} aria-hidden />
                  {t(entry.label)}
                </Link>
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </nav>
  );
}
