import { CircleCheck, Clock, TriangleAlert } from 'lucide-react';
import { useTimeContext } from '@/app/me';
import { useT } from '@/i18n';
import { dayOf, formatDay, formatInstant, fullInstant } from '@/shared/text/format';
import { left } from './left';
import css from './obligation.module.css';
import { useNow } from './useNow';

interface Due {
  due_at: string;
  state: string;
  working_days_left?: number;
}

/** The time left in words, with the day: "3 个工作日后（11月27日 周五）". */
export function Countdown({ due }: { due: Due }) {
  const t = useT();
  const context = useTimeContext();
  const now = useNow();
  if (due.state !== 'open' && due.state !== 'breached')
    return (
      <span className={due.state === 'kept' ? css.done : css.later}>
        <CircleCheck size={14} aria-hidden /> {t(`obligation.state_${due.state as 'kept' | 'late_kept' | 'released'}`)}
      </span>
    );
  const day = dayOf(due.due_at, context.timeZone);
  const rest = left(due.due_at, now, day === context.today, due.working_days_left ?? null);
  const Icon = rest.urgency === 'late' ? TriangleAlert : Clock;
  const when = rest.words === 'left_working_days' || rest.words === 'left_days' ? formatDay(day, context) : formatInstant(due.due_at, context);
  return (
    <time dateTime={due.due_at} title={fullInstant(due.due_at, context)} className={css[rest.urgency]}>
      <Icon size={14} aria-hidden /> {t(`obligation.${rest.words}`, { count: rest.count })}
      <span className={css.when}>{t('obligation.at', { when })}</span>
    </time>
  );
}
