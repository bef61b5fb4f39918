import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { ArchiveRestore, ArchiveX } from 'lucide-react';
import { useState } from 'react';
import { bringBack, refreshWithdrawn, withdrawnQuery, type WithdrawnEntry } from '@/api/withdrawn';
import { useT } from '@/i18n';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { Empty, Lines } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { TimeText } from '@/shared/text/texts';
import css from './cleaning.module.css';

/** Entries that somebody withdrew, to be brought back. */
export function WithdrawnList({ department }: { department: string | null }) {
  const t = useT();
  const query = useInfiniteQuery(withdrawnQuery(department));
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p className={css.hint}>{t('merge.withdrawn_text')}</p>
      {query.isError && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Lines count={8} />}
      {query.isSuccess && entries.length === 0 && <Empty icon={ArchiveX} title={t('merge.none_withdrawn')} />}
      <ul className={css.pairs}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.load_more')}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { entry: WithdrawnEntry }) {
  const t = useT();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const back = () => {
    setBusy(true);
    void bringBack(entry.id)
      .then(() => refreshWithdrawn(client), noticeError)
      .finally(() => setBusy(false));
  };
  return (
    <article className={css.entry} aria-label={entry.name}>
      <div className={css.halves}>
        <p className={css.half}>
          <strong>{entry.name}</strong>
          <span>
            {entry.code} · {entry.owner.name} · {entry.department.name}
          </span>
        </p>
        <p className={css.agrees}>
          {entry.withdrawn_by.name} · <TimeText at={entry.withdrawn_at} /> · {entry.reason}
        </p>
        <p className={css.agrees}>
          {t('merge.withdrawn_until')} <TimeText at={entry.until} />
        </p>
      </div>
      <div className={css.deeds}>
        {entry.returnable && (
          <Button icon={<ArchiveRestore size={14} />} loading={busy} onClick={back}>
            {t('merge.bring_back')}
          </Button>
        )}
      </div>
    </article>
  );
}
