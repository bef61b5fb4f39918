import { Check, CircleSlash, Clock, Undo2 } from 'lucide-react';
import type { ClashRow } from '@/api/clash';
import { useT } from '@/i18n';
import css from './clash.module.css';

/** How far a clash is: the ruling where there is one. */
export function State({ clash }: { clash: ClashRow }) {
  const t = useT();
  const ruling = clash.outcome?.ruling;
  if (clash.state === 'open')
    return (
      <span className={`${css.state} ${css.open}`}>
        <Clock size={14} aria-hidden /> {t('clash.state_open')}
      </span>
    );
  if (clash.state === 'withdrawn')
    return (
      <span className={css.state}>
        <Undo2 size={14} aria-hidden /> {t('clash.state_withdrawn')}
      </span>
    );
  const kept = ruling === 'keep';
  const Icon = kept ? CircleSlash : Check;
  return (
    <span className={`${css.state} ${kept ? '' : css.done}`}>
      <Icon size={14} aria-hidden /> {ruling ? t(`clash.ruled_${ruling}`) : t('clash.state_settled')}
    </span>
  );
}
