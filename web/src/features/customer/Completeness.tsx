import { useT } from '@/i18n';
import css from './customer.module.css';

/** How full the card is: a bar and the number, green from four fifths. */
export function Completeness({ percent }: { percent: number }) {
  const t = useT();
  const grade = percent >= 80 ? css.full : percent >= 50 ? css.half : css.low;
  return (
    <span className={`${css.meter} ${grade}`} title={t('customer.completeness_is', { percent })}>
      <span className={css.meterBar} aria-hidden>
        <span style={{ width: `${percent}%` }} />
      </span>
      <span className={css.meterText}>{percent}%</span>
    </span>
  );
}
