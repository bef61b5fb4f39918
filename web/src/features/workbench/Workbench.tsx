import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { workbenchQuery, type Workbench as Data } from '@/api/workbench';
import { useMay, useMe } from '@/app/me';
import { prepareRest, useT } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { Empty, Lines, QueryGate } from '@/shared/layout/states';
import { DayText } from '@/shared/text/texts';
import { ActivityList } from './ActivityList';
import { BirthdayList } from './BirthdayList';
import { Counts } from './Counts';
import { DoubtList } from './DoubtList';
import { FirstDay } from './FirstDay';
import { CompanyFacts, HouseTasks, LogFacts } from './House';
import { PeopleFigures } from './PeopleFigures';
import { RecentList } from './RecentList';
import css from './workbench.module.css';

const Desk = lazy(async () => {
  const [{ Desk: part }] = await Promise.all([import('./Desk'), prepareRest()]);
  return { default: part };
});

export function Workbench() {
  const t = useT();
  const me = useMe();
  const query = useQuery(workbenchQuery);
  return (
    <Page
      title={t('workbench.title')}
      aside={
        <>
          <DayText day={me.today} fact />
          {me.person.department && <span className={css.where}>{me.person.department.name}</span>}
        </>
      }
    >
      <QueryGate query={query} loading={<Lines count={8} />}>
        {(data) => <Body data={data} />}
      </QueryGate>
    </Page>
  );
}

function Body({ data }: { data: Data }) {
  const t = useT();
  const may = useMay();
  const sees = may('customer.view');
  const empty = data.counts.visible.count === 0;
  // A house with hardly anybody in it is new; whoever keeps it sees no customers, however many there are.
  const fresh = data.house !== null && data.house.people <= 3;
  const starts = empty && (fresh || may('customer.create', 'import.run'));
  const idle = empty && !starts && !data.house && !data.log;

  return (
    <>
      {sees && !empty && <Counts counts={data.counts} />}
      {starts && <FirstDay fresh={fresh} />}
      {idle && <Empty title={t('workbench.nothing')}>{t('workbench.nothing_text')}</Empty>}
      <div className={css.columns}>
        <div className={css.main}>
          <Suspense fallback={null}>
            <Desk data={data} />
          </Suspense>
          {sees && !empty && <DoubtList doubts={data.unverified} count={data.counts.uncertain} />}
          {data.house && <HouseTasks house={data.house} />}
          {sees && !empty && <ActivityList activity={data.activity} />}
          {data.people.length > 0 && <PeopleFigures people={data.people} />}
        </div>
        <div className={css.side}>
          {sees && !empty && <RecentList recent={data.recent} />}
          {data.counts.mine.count > 0 && <BirthdayList birthdays={data.birthdays} />}
          {data.house && <CompanyFacts house={data.house} />}
          {data.log && <LogFacts log={data.log} />}
        </div>
      </div>
    </>
  );
}
