import { useT } from '@/i18n';
import type { components } from '@/api/schema';
import css from './customer.module.css';

export type Level = components['schemas']['Level'];

/** How secret a customer is; what is merely internal carries no mark. The label is the printed one. */
export function LevelBadge({ level, label }: { level: Level; label?: string | undefined }) {
  const t = useT();
  if (level === 'internal') return null;
  return (
    <span className={css.level} data-level={level}>
      {label ?? t(`secrecy.level_${level}`)}
    </span>
  );
}
