import type { Export } from '@/api/export';
import { useT } from '@/i18n';
import css from './export.module.css';

/** How far an export has come, in a word. */
export function State({ one }: { one: Export }) {
  const t = useT();
  return <span className={`${css.state} ${css[`state_${one.state}`] ?? ''}`}>{t(`export.state_${one.state}`)}</span>;
}
