import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { BellRing, Siren } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { newsCountQuery } from '@/api/urgentNews';
import { useT } from '@/i18n';
import css from './news.module.css';

const NewsDialog = lazy(() => import('./NewsDialog').then((module) => ({ default: module.NewsDialog })));

/** In the frame: one button to report, and what waits to be acknowledged. */
export function NewsButton({ reports }: { reports: boolean }) {
  const t = useT();
  const [reporting, setReporting] = useState(false);
  const waiting = useQuery(newsCountQuery).data?.waiting ?? 0;
  return (
    <>
      {waiting > 0 && (
        <Link to="/urgent-news" search={{ show: 'waiting' }} aria-label={t('news.waiting', { count: waiting })} title={t('news.waiting', { count: waiting })} className={css.waiting}>
          <BellRing size={18} aria-hidden /> {waiting}
        </Link>
      )}
      {reports && (
        <Button icon={<Siren size={16} />} onClick={() => setReporting(true)} aria-label={t('news.report')} title={t('news.report')} />
      )}
      {reporting && (
        <Suspense>
          <NewsDialog onClose={() => setReporting(false)} />
        </Suspense>
      )}
    </>
  );
}
