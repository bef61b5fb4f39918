import { CheckCheck, Check, CircleDashed, Hourglass, type LucideIcon } from 'lucide-react';
import type { ChangeList, ChangeListState } from '@/api/changeList';
import { useT } from '@/i18n';
import css from './changeList.module.css';

const ICON: Record<ChangeListState, LucideIcon> = { gathering: CircleDashed, marked: Hourglass, reviewed: Check, accepted: CheckCheck };

/** How far a list is, in a word; late lists say so, too. */
export function ListState({ list }: { list: ChangeList }) {
  const t = useT();
  const Icon = ICON[list.state];
  return (
    <span className={css.state} data-state={list.state}>
      <Icon size={14} aria-hidden /> {t(`change_list.state_${list.state}`)}
      {list.late && <strong className={css.late}>{t('change_list.late')}</strong>}
    </span>
  );
}
