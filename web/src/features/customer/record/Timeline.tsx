import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { ArchiveRestore, ArchiveX, ArrowRightLeft, BadgeCheck, CircleHelp, ClipboardCheck, FilePen, FilePlus2, Megaphone, Merge, PencilLine, Share2, Split, SquareUser, Upload, type LucideIcon } from 'lucide-react';
import { useMemo } from 'react';
import { TIMELINE_KINDS, timelineQuery, type TimelineItem, type TimelineKind } from '@/api/timeline';
import type { Field } from '@/api/types';
import { useTimeContext } from '@/app/me';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { dayOf } from '@/shared/text/format';
import { DayText } from '@/shared/text/texts';
import { ChangeLines } from './ChangeLines';
import { InteractionItem } from './InteractionItem';
import css from './record.module.css';

/** What can be asked of the timeline, each a set of kinds. */
export const TIMELINE_FILTERS = {
  interaction: ['interaction'],
  change: ['change', 'contact', 'created', 'import', 'merge', 'unmerge', 'withdraw', 'return', 'reported'],
  doubt: ['uncertain', 'verification', 'correction', 'campaign'],
  hands: ['owner', 'share'],
} as const satisfies Record<string, readonly TimelineKind[]>;
export type TimelineFilter = keyof typeof TIMELINE_FILTERS;

const ICON: Record<TimelineKind, LucideIcon> = {
  interaction: PencilLine,
  change: PencilLine,
  contact: SquareUser,
  uncertain: CircleHelp,
  verification: BadgeCheck,
  correction: FilePen,
  campaign: ClipboardCheck,
  owner: ArrowRightLeft,
  share: Share2,
  created: FilePlus2,
  import: Upload,
  merge: Merge,
  unmerge: Split,
  withdraw: ArchiveX,
  return: ArchiveRestore,
  reported: Megaphone,
};

interface Props {
  customer: string;
  filter: TimelineFilter | null;
  onFilter?: (filter: TimelineFilter | null) => void;
  fields: ReadonlyMap<string, Field>;
  contactFields: ReadonlyMap<string, Field>;
}

const ALL: readonly TimelineKind[] = TIMELINE_KINDS;

/** What happened to the customer and how it was dealt with, newest first, day by day. */
export function Timeline({ customer, filter, onFilter, fields, contactFields }: Props) {
  const t = useT();
  const { timeZone } = useTimeContext();
  const query = useInfiniteQuery(timelineQuery(customer, filter ? TIMELINE_FILTERS[filter] : ALL));
  const days = useMemo(() => {
    const grouped = new Map<string, TimelineItem[]>();
    for (const item of query.data?.pages.flatMap((page) => page.items) ?? []) {
      const day = dayOf(item.at, timeZone);
      grouped.set(day, [...(grouped.get(day) ?? []), item]);
    }
    return [...grouped];
  }, [query.data, timeZone]);

  return (
    <div>
      {onFilter && (
        <div className={css.kinds} role="group" aria-label={t('customer.timeline_filter')}>
          <button type="button" aria-pressed={filter === null} onClick={() => onFilter(null)}>
            {t('customer.timeline_all')}
          </button>
          {(Object.keys(TIMELINE_FILTERS) as TimelineFilter[]).map((one) => (
            <button key={one} type="button" aria-pressed={filter === one} onClick={() => onFilter(one)}>
              {t(`customer.timeline_${one}`)}
            </button>
          ))}
        </div>
      )}
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={6} />}
      {query.isSuccess && days.length === 0 && (
        <Empty title={t(filter === 'interaction' ? 'customer.no_interactions' : 'customer.no_moments')}>
          {t(filter === 'interaction' ? 'customer.no_interactions_text' : 'customer.no_moments_text')}
        </Empty>
      )}
      {days.map(([day, items]) => (
        <section key={day} className={css.day}>
          <h3>
            <DayText day={day} />
          </h3>
          <ol>
            {items.map((item) => (
              <li key={item.id}>
                {item.interaction ? (
                  <InteractionItem customer={customer} interaction={item.interaction} />
                ) : (
                  <Moment item={item} fields={item.contact ? contactFields : fields} />
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {query.hasNextPage && (
        <div className={css.more}>
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('customer.timeline_more')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Moment({ item, fields }: { item: TimelineItem; fields: ReadonlyMap<string, Field> }) {
  const t = useT();
  const Icon = ICON[item.kind];
  const doubt = ['uncertain', 'verification', 'correction', 'campaign'].includes(item.kind);
  const ended = item.kind === 'share' && item.changes.every((change) => change.after === null);
  const gone = item.kind === 'contact' && item.changes.some((change) => change.field === 'name' && change.after === null);
  const fresh = item.kind === 'contact' && item.changes.some((change) => change.field === 'name' && change.before === null);
  const what = t(
    ended ? 'customer.did_unshare' : gone ? 'customer.did_contact_remove' : fresh ? 'customer.did_contact_add' : `customer.did_${item.kind}`,
    {
      contact: item.contact?.name ?? '',
      receiver: item.changes.find((change) => change.field === 'person')?.[ended ? 'before_text' : 'after_text'] ?? '',
      fields: item.changes.map((change) => change.label).join(t('common.list_comma')),
    },
  );
  const place = typeof item.row === 'number' ? t(item.sheet ? 'customer.from_row_of_sheet' : 'customer.from_row', { row: item.row, sheet: item.sheet ?? '' }) : '';
  return (
    <article className={css.moment}>
      <span className={css.momentIcon} aria-hidden>
        <Icon size={14} />
      </span>
      <div>
        <p className={css.momentHead}>
          <span>
            <strong>{item.person.name}</strong> {what}
            {place && <span className={css.quiet}>{place}</span>}
          </span>
          <Clock at={item.at} />
        </p>
        {!doubt && <ChangeLines item={item} fields={fields} />}
        {item.reason && <p className={css.momentReason}>{item.reason}</p>}
      </div>
    </article>
  );
}

/** The time of day; the day stands above. */
export function Clock({ at }: { at: string }) {
  const { timeZone } = useTimeContext();
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
  return (
    <time dateTime={at} className={css.clock}>
      {time}
    </time>
  );
}
