import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import { BULK_MAX, customersKey, type BulkOutcome, type CustomerRow } from '@/api/customer';
import { useMay } from '@/app/me';
import { useT } from '@/i18n';
import { OnFile } from '@/shared/layout/OnFile';
import { Dialog } from '@/shared/overlay/Dialog';
import { ButtonLink } from '../ButtonLink';
import { BulkDialog } from './BulkDialog';
import css from './list.module.css';

interface Props {
  rows: readonly CustomerRow[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** What can be done with the chosen customers; the result is told row by row. */
export function BulkBar({ rows, chosen, onChoose }: Props) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'set' | 'owner' | null>(null);
  const [outcomes, setOutcomes] = useState<readonly BulkOutcome[] | null>(null);
  // What would be refused for every one of them is not offered; the rest is told row by row.
  const offered = (act: 'edit' | 'assign') => rows.some((row) => chosen.has(row.id) && row.actions[act].answer === 'allow');
  const tooMany = chosen.size > BULK_MAX;
  const [first, second, ...more] = chosen;
  const pair = first && second && more.length === 0 ? ([first, second] as const) : null;

  const done = (results: readonly BulkOutcome[]) => {
    setAsking(null);
    setOutcomes(results);
    void client.invalidateQueries({ queryKey: customersKey });
    for (const one of results) void client.invalidateQueries({ queryKey: ['customer', one.id] });
  };

  return (
    <>
    <div className={css.bulk} role="region" aria-label={t('customer_list.bulk')}>
      <ListChecks size={18} aria-hidden />
      <span aria-live="polite">{tooMany ? t('customer_list.chosen_too_many', { count: chosen.size, max: BULK_MAX }) : t('customer_list.chosen', { count: chosen.size })}</span>
      <span className={css.spacer} />
      {offered('edit') && (
        <Button disabled={tooMany} onClick={() => setAsking('set')}>
          {t('customer_list.bulk_set')}
        </Button>
      )}
      {offered('assign') && (
        <Button disabled={tooMany} onClick={() => setAsking('owner')}>
          {t('customer_list.bulk_owner')}
        </Button>
      )}
      {pair && may('customer.merge') && (
        <ButtonLink to="/customers/merge" search={{ a: pair[0], b: pair[1] }}>
          {t('merge.merge')}
        </ButtonLink>
      )}
      <Button type="text" onClick={() => onChoose(new Set())}>
        {t('customer_list.choose_none')}
      </Button>
    </div>
      {asking && <BulkDialog deed={asking} ids={[...chosen]} onClose={() => setAsking(null)} onDone={done} />}
      {outcomes && (
        <Outcomes
          outcomes={outcomes}
          rows={rows}
          onClose={() => {
            // Those that were refused stay chosen, to be tried again.
            onChoose(new Set(outcomes.filter((one) => !one.ok).map((one) => one.id)));
            setOutcomes(null);
          }}
        />
      )}
    </>
  );
}

function Outcomes({ outcomes, rows, onClose }: { outcomes: readonly BulkOutcome[]; rows: readonly CustomerRow[]; onClose: () => void }) {
  const t = useT();
  const [names] = useState(() => new Map(rows.map((row) => [row.id, row.name])));
  const refused = outcomes.filter((one) => !one.ok);
  const done = outcomes.length - refused.length;
  return (
    <Dialog
      title={refused.length === 0 ? t('customer_list.bulk_done', { count: done }) : t('customer_list.bulk_partly', { done, refused: refused.length })}
      onClose={onClose}
      width={640}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      {refused.length > 0 && (
        <ul className={css.outcomes}>
          {refused.map((one) => (
            <li key={one.id}>
              <strong>{names.get(one.id) ?? t('customer_list.out_of_sight')}</strong>
              <span>{one.problem?.errors?.length ? one.problem.errors.map((error) => error.message).join(' ') : one.problem?.detail}</span>
              {one.problem?.customer && <OnFile customer={one.problem.customer} />}
            </li>
          ))}
        </ul>
      )}
      {done > 0 && <p className={css.quiet}>{t('customer_list.bulk_logged', { count: done })}</p>}
    </Dialog>
  );
}
