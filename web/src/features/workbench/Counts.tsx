import { Link } from '@tanstack/react-router';
import type { Figure, FigureName } from '@/api/workbench';
import { useMay, useMe } from '@/app/me';
import { useT, type MessageKey } from '@/i18n';
import { formatCount } from '@/shared/text/format';
import { listFilters } from './links';
import css from './workbench.module.css';

/** Where nothing is the good answer, something is worth a look. */
const WANTS: ReadonlySet<FigureName> = new Set(['uncertain', 'never_contacted', 'silent_90_days']);

/** The figures of what a person sees; each is the list that it counts. */
export function Counts({ counts }: { counts: Record<FigureName, Figure> }) {
  const t = useT();
  const me = useMe();
  const may = useMay();
  const visible: MessageKey = may('customer.view_all')
    ? 'workbench.visible_all'
    : me.heads.length > 0
      ? 'workbench.visible_head'
      : 'workbench.visible_shared';
  const labels: Record<FigureName, MessageKey> = {
    mine: 'workbench.mine',
    visible,
    new_this_week: 'workbench.new_this_week',
    uncertain: 'workbench.uncertain',
    never_contacted: 'workbench.never_contacted',
    silent_90_days: 'workbench.silent_90_days',
  };
  const same = counts.mine.count === counts.visible.count && !counts.visible.capped;
  const shown = (Object.keys(labels) as FigureName[]).filter(
    (name) => !(name === 'mine' && counts.mine.count === 0) && !(name === 'visible' && same && counts.mine.count > 0),
  );
  return (
    <ul className={css.counts} aria-label={t('workbench.counts')}>
      {shown.map((name) => (
        <li key={name}>
          <Link to="/customers" search={{ f: listFilters(counts[name], me.company.time_zone) }} className={css.count}>
            <span className={`${css.number} ${WANTS.has(name) && counts[name].count > 0 ? css.wants : ''}`}>
              {formatCount(counts[name].count, counts[name].capped)}
            </span>
            <span className={css.countLabel}>{t(labels[name])}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
