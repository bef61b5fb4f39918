import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell as Icon } from 'lucide-react';
import { unreadQuery } from '@/api/inbox';
import { useT } from '@/i18n';
import css from './inbox.module.css';
import { POLL_MS, useEvents } from './useEvents';

/** The inbox, with how much of it is unread. */
export function Bell() {
  const t = useT();
  const ask = useEvents();
  const { data } = useQuery({ ...unreadQuery, refetchInterval: ask ? POLL_MS : false });
  const count = data?.count ?? 0;
  const shown = data?.capped ? '99+' : String(count);
  return (
    <Link to="/inbox" className={css.bell} aria-label={count > 0 ? t('inbox.bell', { count: shown }) : t('inbox.title')} title={t('inbox.title')}>
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      {count > 0 && <span aria-hidden>{shown}</span>}
    </Link>
  );
}
