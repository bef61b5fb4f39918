import { Button, Popover } from 'antd';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { Customer, VerifiedFact } from '@/api/customer';
import type { Field, Id } from '@/api/types';
import { CorrectionDialog } from '@/features/correction/CorrectionDialog';
import { useI18n, useT } from '@/i18n';
import { labelText } from '@/shared/text/label';
import { TimeText } from '@/shared/text/texts';
import css from './record.module.css';
import { verifiedGroup } from './verifiedGroup';

interface Props {
  customer: Customer;
  field: Field;
  /** The contact whose fact it is. */
  contact?: { id: Id; name: string; values: Customer['values'] };
}

/** The mark of a fact that somebody has verified; none for the others. */
export function VerifiedMark({ customer, field, contact }: Props) {
  const { locale } = useI18n();
  const fact = customer.verified.find((one) => one.field === field.key && one.contact_id === contact?.id);
  return fact ? <VerifiedTag fact={fact} label={labelText(field.label, locale)} customer={customer} {...(contact ? { contact } : {})} /> : null;
}

/** 已核实: who verified it, when and how, and the way to report that it is wrong all the same. */
function VerifiedTag({ fact, label, customer, contact }: Omit<Props, 'field'> & { fact: VerifiedFact; label: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [reporting, setReporting] = useState(false);
  const report = () => {
    setOpen(false);
    setReporting(true);
  };
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomLeft"
        open={open}
        onOpenChange={setOpen}
        content={
          <div className={css.doubtNote}>
            {fact.how && <p>{fact.how}</p>}
            <p className={css.quiet}>
              {t('correction.verified_by', { name: fact.verified_by.name })} <TimeText at={fact.verified_at} />
            </p>
            <Button size="small" onClick={report}>
              {t('correction.report')}
            </Button>
          </div>
        }
      >
        <button type="button" className={css.verifiedTag} aria-label={t('correction.verified_fact', { field: label })} title={t('correction.verified')}>
          <ShieldCheck size={12} aria-hidden />
        </button>
      </Popover>
      {reporting && <CorrectionDialog customer={customer} {...(contact ? { contact } : {})} given={{ field: fact.field, value: null }} onClose={() => setReporting(false)} />}
    </>
  );
}

/** 本组已核实: who verified the facts of a group, when and how. */
export function VerifiedGroupMark({ customer, filled }: { customer: Customer; filled: readonly string[] }) {
  const t = useT();
  const group = verifiedGroup(customer, filled);
  if (!group) return null;
  const comma = t('common.list_comma');
  return (
    <p className={css.verifiedGroup}>
      <ShieldCheck size={12} aria-hidden />
      <span>
        {t('correction.verified_group', { names: group.names.join(comma) })} <TimeText at={group.at} />
        {group.how.length > 0 && ` · ${group.how.join(comma)}`}
      </span>
    </p>
  );
}
