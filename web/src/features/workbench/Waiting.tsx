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
  waiting?: true;
  icon: LucideIcon;
  text: string;
  why: string;
}

/** Exports that wait for somebody; without any there is nothing to see. */
export function ExportCounts({ exports }: { exports: Workbench['exports'] }) {
  const t = useT();
  const tasks: Task[] = [
    ...(exports.to_decide > 0
      ? [{ to: '/exports', waiting: true, icon: Download, text: t('workbench.exports_to_decide', { count: exports.to_decide }), why: t('workbench.exports_to_decide_why') } as const]
      : []),
    ...(exports.ready > 0 ? [{ to: '/exports', icon: Download, text: t('workbench.exports_ready', { count: exports.ready }), why: t('workbench.exports_ready_why') } as const] : []),
    ...(exports.asked > 0
      ? [{ to: '/exports', waiting: true, icon: Download, text: t('workbench.exports_asked', { count: exports.asked }), why: t('workbench.exports_asked_why') } as const]
      : []),
  ];
  return <Tasks title={t('export.title')} more={<Link to="/exports">{t('workbench.exports_all')}</Link>} tasks={tasks} />;
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
      ? [{ to: '/cleaning', icon: CopyCheck, text: t('workbench.cleaning_twins', { count: formatCount(twins.count, twins.capped) }), why: t('workbench.cleaning_twins_why') } as const]
      : []),
    ...(invalid.count > 0
      ? [{ to: '/cleaning/invalid', icon: FileWarning, text: t('workbench.cleaning_invalid', { count: formatCount(invalid.count, invalid.capped) }), why: t('workbench.cleaning_invalid_why') } as const]
      : []),
  ];
  return <Tasks title={t('merge.cleaning')} tasks={tasks} />;
}

function Tasks({ title, more, tasks }: { title: string; more?: React.ReactNode; tasks: readonly Task[] }) {
  if (tasks.length === 0) return null;
  return (
    <Panel title={title} more={more}>
      <ul className={css.list}>
        {tasks.map(({ to, waiting, icon: Icon, text, why }) => (
          <li key={text}>
            <Link to={to} {...(waiting ? { search: { waiting } } : {})} className={css.task}>
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
