import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { Check, CheckCheck, Inbox } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { inboxKey, inboxQuery, readNotice, readNotices, type Notice } from '@/api/inbox';
import { useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { Kbd, TimeText } from '@/shared/text/texts';
import { useShortcut } from '@/shared/useShortcut';
import css from './inbox.module.css';

const route = getRouteApi('/frame/inbox');

export function InboxPage() {
  const t = useT();
  const all = route.useSearch().all === true;
  const client = useQueryClient();
  const query = useInfiniteQuery(inboxQuery(all ? 'all' : 'unread'));
  const notices = query.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = notices[0];
  const unread = notices.some((one) => one.read_at === null);
  const changed = () => client.invalidateQueries({ queryKey: inboxKey });
  const readAll = useMutation({ mutationFn: readNotices, onSuccess: changed, onError: noticeError });
  return (
    <Page
      title={t('inbox.title')}
      actions={
        unread &&
        newest && (
          <Button icon={<CheckCheck size={16} />} loading={readAll.isPending} onClick={() => readAll.mutate(newest.id)}>
            {t('inbox.read_all')}
          </Button>
        )
      }
      toolbar={
        <nav className={css.tabs} aria-label={t('inbox.which')}>
          <Link to="/inbox" search={{ all: undefined }} activeOptions={{ exact: true, explicitUndefined: true }}>
            {t('inbox.unread')}
          </Link>
          <Link to="/inbox" search={{ all: true }} activeOptions={{ exact: true }}>
            {t('inbox.all')}
          </Link>
        </nav>
      }
    >
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines />}
      {query.isSuccess && notices.length === 0 && (
        <Empty icon={Inbox} title={t(all ? 'inbox.none' : 'inbox.none_unread')}>
          {t('inbox.none_text')}
        </Empty>
      )}
      {notices.length > 0 && <List key={String(all)} notices={notices} onChanged={changed} />}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </Page>
  );
}

function List({ notices, onChanged }: { notices: Notice[]; onChanged: () => Promise<void> }) {
  const t = useT();
  const router = useRouter();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const index = notices.findIndex((one) => one.id === chosen);
  const current = notices[index];
  const read = useMutation({ mutationFn: (one: Notice) => readNotice(one.id), onSuccess: onChanged, onError: noticeError });

  const mark = (one: Notice | undefined) => {
    if (one?.read_at !== null) return;
    // The next one takes its place where only unread ones are shown.
    setChosen((notices[notices.indexOf(one) + 1] ?? notices[notices.indexOf(one) - 1])?.id ?? null);
    read.mutate(one);
  };
  const open = (one: Notice | undefined) => {
    if (!one) return;
    if (one.read_at === null) read.mutate(one);
    router.history.push(one.link);
  };
  const go = (step: number) => {
    const next = notices[Math.min(Math.max(index + step, 0), notices.length - 1)];
    if (next) setChosen(next.id);
  };
  useShortcut('j', () => go(1));
  useShortcut('k', () => go(index < 0 ? 0 : -1));
  useShortcut('e', () => mark(current));
  useEffect(() => {
    if (chosen) list.current?.querySelector<HTMLElement>(`[data-id="${chosen}"] a`)?.focus();
  }, [chosen]);

  return (
    <>
      <ul className={css.list} ref={list}>
        {notices.map((one) => (
          <li key={one.id} data-id={one.id} className={one.read_at === null ? css.fresh : undefined}>
            <a
              href={one.link}
              className={css.line}
              onFocus={() => setChosen(one.id)}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                open(one);
              }}
            >
              <span className={css.group}>{t(`inbox.group_${one.group as Group}`)}</span>
              <span className={css.words}>
                {one.title}
                {one.urgent && <em>{t('inbox.urgent')}</em>}
              </span>
              <TimeText at={one.at} />
            </a>
            {one.read_at === null && (
              <Button type="text" size="small" icon={<Check size={16} />} aria-label={t('inbox.read', { title: one.title })} title={t('inbox.mark')} onClick={() => mark(one)} />
            )}
          </li>
        ))}
      </ul>
      <p className={css.keys}>
        <Kbd keys="J" /> <Kbd keys="K" /> {t('inbox.key_move')} · <Kbd keys="Enter" /> {t('inbox.key_open')} · <Kbd keys="E" /> {t('inbox.key_read')}
      </p>
    </>
  );
}

type Group = 'obligation' | 'urgent_news' | 'customer' | 'clash' | 'export' | 'import' | 'data' | 'policy' | 'system';
