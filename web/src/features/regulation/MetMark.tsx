import { CircleCheck, CircleDashed, ListChecks, UserCheck } from 'lucide-react';
import { useI18n, type MessageKey } from '@/i18n';
import css from './regulation.module.css';

const MARKS = { enforced: CircleCheck, tracked: ListChecks, attested: UserCheck, not_yet: CircleDashed } as const;

/** How a clause is met, always with the word: for the eye only where `quiet`. */
export function MetMark({ met, quiet = false }: { met: string; quiet?: boolean }) {
  const { t } = useI18n();
  const kind = met in MARKS ? (met as keyof typeof MARKS) : 'not_yet';
  const Icon = MARKS[kind];
  const text = t(`regulation.met_${kind}` as MessageKey);
  return (
    <span className={css.met} data-met={kind} title={quiet ? text : undefined}>
      <Icon size={14} aria-hidden /> <span className={quiet ? 'visually-hidden' : undefined}>{text}</span>
    </span>
  );
}
