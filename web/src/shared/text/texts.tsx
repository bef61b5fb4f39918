import { Tooltip } from 'antd';
import { useTimeContext } from '@/app/me';
import { useI18n } from '@/i18n';
import { compactMoney, factDay, formatDay, formatInstant, formatMoney, fullInstant, groupPhone } from './format';
import css from './texts.module.css';

/** "今天 16:30"; the whole instant on hover. */
export function TimeText({ at }: { at: string }) {
  const context = useTimeContext();
  return (
    <time dateTime={at} title={fullInstant(at, context)} className={css.figures}>
      {formatInstant(at, context)}
    </time>
  );
}

/** "今天", "11月27日周五". `fact` writes it as a fact of somebody's life: always with the year. */
export function DayText({ day, fact = false }: { day: string; fact?: boolean }) {
  const context = useTimeContext();
  return (
    <time dateTime={day} title={factDay(day, context.locale)} className={css.figures}>
      {fact ? factDay(day, context.locale) : formatDay(day, context)}
    </time>
  );
}

/** "¥1,280,000.00"; `compact` writes "128 万" with the full figure on hover. */
export function MoneyText({ fen, compact = false }: { fen: number; compact?: boolean }) {
  const { locale } = useI18n();
  const full = formatMoney(fen);
  const short = compact ? compactMoney(fen, locale) : full;
  if (short === full) return <span className={css.figures}>{full}</span>;
  return (
    <Tooltip title={full}>
      <span className={css.figures}>{short}</span>
    </Tooltip>
  );
}

/** A phone number in groups; a link that dials. */
export function PhoneText({ number, link = true }: { number: string; link?: boolean }) {
  const text = groupPhone(number);
  return link ? (
    <a href={`tel:${number}`} className={css.figures}>
      {text}
    </a>
  ) : (
    <span className={css.figures}>{text}</span>
  );
}

/** Shown where a fact is not known. */
export function Unknown() {
  const { t } = useI18n();
  return (
    <span className={css.unknown} aria-label={t('common.not_filled')}>
      —
    </span>
  );
}

export function Kbd({ keys }: { keys: string }) {
  return <kbd className={css.kbd}>{keys}</kbd>;
}
