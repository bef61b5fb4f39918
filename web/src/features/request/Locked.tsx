import { Link } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import type { Answer, Id } from '@/api/types';
import { useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { ASKED_KINDS, type RequestsSearch } from './routes';
import css from './request.module.css';

interface Props {
  what: string;
  answer: Answer | undefined;
  customer?: Id;
  clash?: Id;
  /** With whom it is to be shared. */
  person?: Id;
}

/** What is locked, by which clause, and the way to the request that would open it. */
export function Locked({ what, answer, customer, clash, person }: Props) {
  const t = useT();
  const why = useWhy()(answer);
  if (!answer || why === null) return null;
  const kind = ASKED_KINDS.find((one) => one === answer.request);
  const search: RequestsSearch = { ...(kind ? { kind } : {}), ...(customer ? { customer } : {}), ...(clash ? { clash } : {}), ...(person ? { person } : {}) };
  return (
    <p className={css.locked}>
      <Lock size={14} aria-hidden />
      <span>
        {what} · {why}
      </span>
      {answer.answer === 'needs' && kind && (
        <Link to="/requests" search={search}>
          {t(`request.ask_${kind}`)}
        </Link>
      )}
    </p>
  );
}
