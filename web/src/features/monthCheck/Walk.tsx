import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { CalendarCheck, Check, ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { refreshMonthChecks, walkCustomer, walkQuery, type MonthCheck, type WalkedCustomer, type WalkPart } from '@/api/monthCheck';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { Kbd } from '@/shared/text/texts';
import { useShortcut } from '@/shared/useShortcut';
import { WalkCard } from './WalkCard';
import css from './monthCheck.module.css';

/** So many customers before the end of what is loaded the next page is fetched. */
const AHEAD = 8;

/** Customer by customer, one key for each. What was said is kept at once, so that one can leave at any time. */
export function Walk({ check, part }: { check: MonthCheck; part: WalkPart }) {
  const t = useT();
  const client = useQueryClient();
  const query = useInfiniteQuery(walkQuery(check.id, part));
  const [at, setAt] = useState(0);
  // What was said in the meantime, over what was loaded.
  const [said, setSaid] = useState<ReadonlyMap<string, WalkedCustomer>>(new Map());
  const loaded = query.data?.pages.flatMap((page) => page.items) ?? [];
  const found = loaded[at];
  const chosen = found && (said.get(found.customer.id) ?? found);
  const someMarked = (chosen?.state?.marked.length ?? 0) > 0;
  const walks = check.state === 'open' && check.walk.answer === 'allow';
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;

  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && at + AHEAD >= loaded.length) void fetchNextPage();
  }, [at, loaded.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  const move = (by: number) => setAt((now) => Math.max(0, Math.min(loaded.length, now + by)));
  const keep = (now: WalkedCustomer) => {
    setSaid((before) => new Map(before).set(now.customer.id, now));
    void refreshMonthChecks(client);
  };
  const say = (one: WalkedCustomer, marked: readonly string[]) => void walkCustomer(check.id, one.customer.id, marked).then(keep, noticeError);
  const allTrue = () => {
    if (!chosen) return;
    // What was marked stays marked until its own key takes that back: a habit must not lose proposals.
    if (!someMarked) say(chosen, []);
    move(1);
  };
  const toggle = (number: number) => {
    const group = chosen?.groups[number - 1];
    if (!chosen || !group) return;
    const marked = chosen.state?.marked ?? [];
    say(chosen, marked.includes(group.key) ? marked.filter((one) => one !== group.key) : [...marked, group.key]);
  };
  useShortcut('j', () => move(1));
  useShortcut('k', () => move(-1));
  useShortcut('y', allTrue, { enabled: walks });
  useDigits(toggle, walks);

  if (query.isError) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Lines count={8} />;
  if (!chosen)
    return (
      <Empty
        icon={CalendarCheck}
        title={t(part === 'marked' && loaded.length === 0 ? 'month_check.nothing_marked' : 'month_check.done_all')}
        action={loaded.length > 0 && <Button onClick={() => setAt(Math.max(0, loaded.length - 1))}>{t('month_check.previous')}</Button>}
      >
        {t('month_check.done_all_text')}
      </Empty>
    );
  return (
    <>
      <WalkCard key={chosen.customer.id} check={check} one={chosen} walks={walks} onToggle={toggle} onChange={keep} />
      <div className={css.thumb}>
        <Button icon={<ChevronLeft size={16} />} disabled={at === 0} onClick={() => move(-1)} aria-label={t('month_check.previous')} />
        {walks && (
          <Button type="primary" size="large" icon={<Check size={16} />} onClick={allTrue}>
            {t(someMarked ? 'month_check.rest_true' : 'month_check.all_true')}
          </Button>
        )}
        <Button icon={<ChevronRight size={16} />} onClick={() => move(1)} aria-label={t('month_check.next')} />
        {walks && (
          <span className={css.keys}>
            <Kbd keys="Y" /> {t('month_check.all_true')} <Kbd keys="1–9" /> {t('month_check.needs_change')} <Kbd keys="J" /> <Kbd keys="K" />
          </span>
        )}
      </div>
    </>
  );
}

/** The keys from 1 to 9. */
function useDigits(handler: (digit: number) => void, enabled: boolean) {
  const options = { enabled };
  useShortcut('1', () => handler(1), options);
  useShortcut('2', () => handler(2), options);
  useShortcut('3', () => handler(3), options);
  useShortcut('4', () => handler(4), options);
  useShortcut('5', () => handler(5), options);
  useShortcut('6', () => handler(6), options);
  useShortcut('7', () => handler(7), options);
  useShortcut('8', () => handler(8), options);
  useShortcut('9', () => handler(9), options);
}
