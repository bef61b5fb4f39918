import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRight, CopyCheck, Download, FileWarning, type LucideIcon } from 'lucide-react';
import type { Workbench } from '@/api/workbench';
import { cleaningCountsQuery } from '@/api/withdrawn';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { formatCount } from '@/shared/text/format';
import { Panel } from './Panel';
import css from './workbench.module.css';

interface Task {
  to: '/exports' | '/cleaning' | '/cleaning/invalid';
  icon: LucideIcon;
  text: string;
  why: string;
}

/** Exports that can be fetched; without any there is nothing to see. */
export function ReadyExports({ exports }: { exports: Workbench['exports'] }) {
  const t = useT();
  if (exports.ready === 0) return null;
  const tasks: Task[] = [{ to: '/exports', icon: Download, text: t('desk.exports_ready', { count: exports.ready }), why: t('desk.exports_ready_why') }];
  return <Tasks title={t('export.title')} more={<Link to="/exports">{t('desk.exports_all')}</Link>} tasks={tasks} />;
}

/** What waits for those who clean the customer file. */
export function CleaningCounts() {
  const may = useMay();
  return may('customer.merge') ? <Cleaning /> : null;
}

function Cleaning() {
  const t = useT();
  const { data } = useQuery(cleaningCountsQuery);
  if (!data) return null;
  const { twins, invalid } = data;
  const tasks: Task[] = [
    ...(twins.count > 0
      ? [{ to: '/cleaning', icon: CopyCheck, text: t('desk.cleaning_twins', { count: formatCount(twins.count, twins.capped) }), why: t('desk.cleaning_twins_why') } as const]
      : []),
    ...(invalid.count > 0
      ? [{ to: '/cleaning/invalid', icon: FileWarning, text: t('desk.cleaning_invalid', { count: formatCount(invalid.count, invalid.capped) }), why: t('desk.cleaning_invalid_why') } as const]
      : []),
  ];
  return <Tasks title={t('merge.cleaning')} tasks={tasks} />;
}

function Tasks({ title, more, tasks }: { title: string; more?: React.ReactNode; tasks: readonly Task[] }) {
  if (tasks.length === 0) return null;
  return (
    <Panel title={title} more={more}>
      <ul className={css.list}>
        {tasks.map(({ to, icon: Icon, text, why }) => (
          <li key={text}>
            <Link to={to} className={css.task}>
              <Icon size={16} className={css.doubtMark} aria-hidden />
              <span className={css.rowText}>
                <strong>{text}</strong>
                <span>{why}</span>
              </span>
              <ArrowRight size={16} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
