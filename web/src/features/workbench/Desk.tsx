import type { Workbench } from '@/api/workbench';
import { useMay } from '@/app/me';
import { DutyPanel } from './DutyPanel';
import { GreetingPanel } from './GreetingPanel';
import { CleaningCounts, ReadyExports } from './Waiting';
import { WaitingPanels } from './WaitingPanels';

/** What wants doing: fetched behind the first look at the page, with the words of the other pages. */
export function Desk({ data }: { data: Workbench }) {
  const may = useMay();
  const sees = may('customer.view');
  return (
    <>
      <DutyPanel />
      <WaitingPanels />
      {sees && <ReadyExports exports={data.exports} />}
      {sees && data.counts.visible.count > 0 && <CleaningCounts />}
      {data.counts.mine.count > 0 && <GreetingPanel />}
    </>
  );
}
