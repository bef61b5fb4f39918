import { Button } from 'antd';
import { CircleAlert, Lock, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { errorText, isProblem, NetworkError, ProblemError } from '@/api/problem';
import { useI18n } from '@/i18n';
import { OnFile } from './OnFile';
import css from './layout.module.css';

export interface ProblemNoteProps {
  error: unknown;
  /** Offers to try again; left out where trying again is pressing the same button. */
  onRetry?: (() => void) | undefined;
  /** The request that would allow what was refused, as a button or link. */
  offer?: ReactNode;
  /** Without the kind of problem, where the place says it already. */
  brief?: boolean;
}

/** What went wrong, in the place where it happened: what, why, which clause, what can be done. */
export function ProblemNote({ error, onRetry, offer, brief = false }: ProblemNoteProps) {
  const { t, maybe } = useI18n();
  const problem = error instanceof ProblemError ? error.problem : null;
  const refused = isProblem(error, 'forbidden');
  const Icon = refused ? Lock : error instanceof NetworkError ? WifiOff : CircleAlert;
  const request = problem?.request ? maybe(`problems.request_${problem.request}`) : undefined;

  return (
    <div className={`${css.note} ${refused ? css.noteLocked : css.noteError}`} role="alert">
      <Icon size={18} aria-hidden />
      <div className={css.noteText}>
        {!brief && problem?.detail && problem.title !== problem.detail && <strong>{problem.title}</strong>}
        <p>{errorText(error)}</p>
        {problem?.clause && <p className={css.clause}>{t('problems.by_clause', { clause: problem.clause })}</p>}
        {problem?.customer && <OnFile customer={problem.customer} />}
        {request && <p>{t('problems.request_possible', { request })}</p>}
        {error instanceof ProblemError && error.retryAfter !== null && (
          <p>{t('problems.retry_after', { seconds: error.retryAfter })}</p>
        )}
        {problem?.instance && problem.status >= 500 && (
          <p className={css.clause}>{t('problems.reference', { id: problem.instance })}</p>
        )}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
      {offer}
    </div>
  );
}
