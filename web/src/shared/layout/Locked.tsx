import { Tooltip } from 'antd';
import { Lock } from 'lucide-react';
import type { Answer } from '@/api/types';
import { useI18n } from '@/i18n';
import css from './layout.module.css';

/** Why something is not allowed, with its clause; `null` when it is. */
export function useWhy(): (answer: Answer | undefined) => string | null {
  const { t, maybe } = useI18n();
  return (answer) => {
    if (!answer || answer.answer === 'allow') return null;
    const reason =
      answer.answer === 'deny'
        ? (maybe(`problems.reason_${answer.reason}`) ?? t('problems.reason_not_permitted'))
        : t('problems.request_possible', { request: maybe(`problems.request_${answer.request}`) ?? t('problems.request_view') });
    return answer.clause ? t('problems.why', { reason, clause: answer.clause }) : reason;
  };
}

/** A small lock that says, on hover and to assistive technology, why a thing cannot be changed. */
export function LockMark({ answer }: { answer: Answer | undefined }) {
  const why = useWhy()(answer);
  if (why === null) return null;
  return (
    <Tooltip title={why}>
      <span className={css.lockMark} role="img" aria-label={why}>
        <Lock size={14} aria-hidden />
      </span>
    </Tooltip>
  );
}
