import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Customer } from '@/api/customer';
import { mergesQuery, refreshMerged, splitQuery, undoMerge, type MergeListed, type MergeSplit } from '@/api/merge';
import { useI18n, useT } from '@/i18n';
import { useWhy } from '@/shared/layout/Locked';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { QueryGate } from '@/shared/layout/states';
import { Dialog } from '@/shared/overlay/Dialog';
import { noticeInfo } from '@/shared/overlay/notice';
import { labelText } from '@/shared/text/label';
import { TimeText } from '@/shared/text/texts';
import { useFields } from '../customer/catalogue';
import css from './merge.module.css';

/** The codes under which this customer was on file too, and the way to take a merging apart. */
export function FormerLine({ customer }: { customer: Customer }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (customer.former.length === 0) return null;
  return (
    <div>
      <dt>{t('merge.former')}</dt>
      <dd>
        <button type="button" className="link" onClick={() => setOpen(true)}>
          <span className={css.figures}>{customer.former.map((one) => one.code).join(t('common.list_comma'))}</span>
        </button>
      </dd>
      {open && <MergesDialog customer={customer} onClose={() => setOpen(false)} />}
    </div>
  );
}

function MergesDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useT();
  const query = useQuery(mergesQuery(customer.id));
  const [chosen, setChosen] = useState<MergeListed | null>(null);
  if (chosen) return <SplitDialog customer={customer} merge={chosen} onClose={onClose} />;
  return (
    <Dialog title={t('merge.merges')} onClose={onClose}>
      <QueryGate query={query}>
        {({ items }) => (
          <ul className={css.merges}>
            {items.map((one) => (
              <li key={one.id}>
                <span>
                  <strong>
                    <span className={css.figures}>{one.other_code}</span> {one.other_name}
                  </strong>
                  <span className={css.quiet}>
                    {one.person.name} · <TimeText at={one.at} />
                    {one.undone_at ? ` · ${t('merge.undone')}` : ''}
                  </span>
                  <span className={css.quiet}>{one.reason}</span>
                </span>
                {!one.undone_at && <Button onClick={() => setChosen(one)}>{t('merge.undo')}</Button>}
              </li>
            ))}
          </ul>
        )}
      </QueryGate>
    </Dialog>
  );
}

/** Says what will go where, then takes the merging apart. */
function SplitDialog({ customer, merge, onClose }: { customer: Customer; merge: MergeListed; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const query = useQuery(splitQuery(customer.id, merge.id));
  const why = useWhy()(query.data?.action ?? undefined);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const blocked = why !== null || !query.data?.action || Boolean(query.data.after);

  const undo = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await undoMerge(customer.id, merge.id, customer.version, reason.trim());
      onClose();
      noticeInfo(t('merge.undo_done', { code: merge.other_code, name: merge.other_name }));
      await refreshMerged(client, customer.id, merge.other_id);
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <Dialog
      title={t('merge.undo_title', { code: merge.other_code, name: merge.other_name })}
      onClose={onClose}
      width={560}
      keepOpen
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" danger loading={busy} disabled={blocked || !reason.trim()} onClick={() => void undo()}>
            {t('merge.undo')}
          </Button>
        </>
      }
    >
      <QueryGate query={query}>
        {(split) => (
          <>
            <WhatGoesWhere split={split} />
            {split.after && <p className={css.refused}>{t('merge.undo_after')}</p>}
            {why !== null && <p className={css.refused}>{t('merge.may_not', { why })}</p>}
            {!blocked && (
              <div className={css.deed}>
                <label htmlFor="undo-reason">{t('customer.reason')}</label>
                <Input id="undo-reason" autoComplete="off" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
              </div>
            )}
          </>
        )}
      </QueryGate>
      {failure !== null && <ProblemNote error={failure} />}
    </Dialog>
  );
}

function WhatGoesWhere({ split }: { split: MergeSplit }) {
  const { t, locale } = useI18n();
  const fields = useFields('customer');
  const own: Record<string, string> = { name: t('customer.name'), template: t('customer.template'), owner: t('customer.owner') };
  const named = (keys: readonly string[]) =>
    keys
      .map((key) => {
        const field = fields.get(key);
        return field ? labelText(field.label, locale) : (own[key] ?? key);
      })
      .join(t('common.list_comma'));
  const name = `${split.merge.other_code} ${split.merge.other_name}`;
  return (
    <ul className={css.where}>
      <li>{t('merge.undo_back', { name, contacts: split.contacts, interactions: split.interactions, shares: split.shares })}</li>
      {split.back.length > 0 && <li>{t('merge.undo_facts', { fields: named(split.back.map((one) => one.field)) })}</li>}
      {split.stay.length > 0 && <li>{t('merge.undo_stay', { fields: named(split.stay) })}</li>}
      {(split.new_contacts > 0 || split.new_interactions > 0) && (
        <li>{t('merge.undo_new', { contacts: split.new_contacts, interactions: split.new_interactions })}</li>
      )}
      {split.unnamed > 0 && <li>{t('merge.undo_unnamed', { count: split.unnamed })}</li>}
    </ul>
  );
}
