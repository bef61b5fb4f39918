import { Link } from '@tanstack/react-router';
import { ArrowRight, CircleAlert, CircleCheck, ShieldCheck, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { HouseState, LogState } from '@/api/workbench';
import { useMay, useMe } from '@/app/me';
import { useT } from '@/i18n';
import { Facts } from '@/shared/layout/Page';
import { formatCount } from '@/shared/text/format';
import { TimeText, Unknown } from '@/shared/text/texts';
import { Panel } from './Panel';
import { useRegulation } from './regulation';
import css from './workbench.module.css';

interface Task {
  to: string;
  text: string;
  why: string;
}

/** What the house still lacks, for those who keep it. */
export function HouseTasks({ house }: { house: HouseState }) {
  const t = useT();
  const tasks: Task[] = [
    ...(house.without_department > 0
      ? [{ to: '/people', text: t('workbench.without_department', { count: house.without_department }), why: t('workbench.without_department_why') }]
      : []),
    ...(house.without_head > 0
      ? [{ to: '/departments', text: t('workbench.without_head', { count: house.without_head }), why: t('workbench.without_head_why') }]
      : []),
    ...(house.custodian ? [] : [{ to: '/departments', text: t('workbench.no_custodian'), why: t('workbench.no_custodian_why') }]),
    ...(house.not_arrived > 0
      ? [{ to: '/people', text: t('workbench.not_arrived', { count: house.not_arrived }), why: t('workbench.not_arrived_why') }]
      : []),
  ];
  return (
    <Panel
      title={t('workbench.house')}
      hint={t('workbench.house_hint')}
    >
      {tasks.length === 0 ? (
        <p className={css.nothing}>
          <CircleCheck size={16} className={css.doneMark} aria-hidden /> {t('workbench.house_done')}
        </p>
      ) : (
        <ul className={css.list}>
          {tasks.map((task) => (
            <li key={task.text}>
              <Link to={task.to} className={css.task}>
                <CircleAlert size={16} className={css.doubtMark} aria-hidden />
                <span className={css.rowText}>
                  <strong>{task.text}</strong>
                  <span>{task.why}</span>
                </span>
                <ArrowRight size={16} aria-hidden />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** The company at a glance, for those who keep it. */
export function CompanyFacts({ house }: { house: HouseState }) {
  const t = useT();
  const may = useMay();
  const { company } = useMe();
  const regulation = useRegulation();
  return (
    <Panel title={t('workbench.about')} more={may('company.manage', 'role.manage') && <Link to="/company">{t('company.title')}</Link>}>
      <div className={css.facts}>
        <Facts
          items={[
            { label: t('workbench.about_company'), value: company.name },
            { label: t('workbench.about_regulation'), value: regulation },
            { label: t('workbench.people_total'), value: <span className={css.figures}>{formatCount(house.people)}</span> },
            { label: t('workbench.departments_total'), value: <span className={css.figures}>{formatCount(house.departments)}</span> },
          ]}
        />
      </div>
    </Panel>
  );
}

/** How the log stands, for those who read or verify it. */
export function LogFacts({ log }: { log: LogState }) {
  const t = useT();
  const may = useMay();
  return (
    <Panel title={t('workbench.log')} more={may('evidence.read') && <Link to="/evidence">{t('workbench.log_open')}</Link>}>
      <div className={css.facts}>
        <Facts
          items={[
            { label: t('workbench.log_size'), value: <span className={css.figures}>{formatCount(log.size)}</span> },
            { label: t('workbench.log_checkpoint'), value: log.checkpoint_at ? <TimeText at={log.checkpoint_at} /> : <Unknown /> },
            {
              label: t('workbench.log_verified'),
              value: log.verified_at ? (
                <>
                  <TimeText at={log.verified_at} /> <Verdict sound={log.sound ?? false} />
                </>
              ) : (
                t('workbench.log_never')
              ),
            },
          ]}
        />
      </div>
    </Panel>
  );
}

function Verdict({ sound }: { sound: boolean }) {
  const t = useT();
  const Icon: LucideIcon = sound ? ShieldCheck : TriangleAlert;
  return (
    <span className={sound ? css.sound : css.broken}>
      <Icon size={14} aria-hidden /> {sound ? t('workbench.log_sound') : t('workbench.log_broken')}
    </span>
  );
}
