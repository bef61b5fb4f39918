import { Button } from 'antd';
import { useState } from 'react';
import type { Customer } from '@/api/customer';
import { isProblem, ProblemError } from '@/api/problem';
import type { FieldValue as Value, Id } from '@/api/types';
import { useT } from '@/i18n';
import css from '@/shared/layout/register.module.css';
import { CorrectionDialog } from './CorrectionDialog';

/** The facts that a refusal names as verified; none when it was refused for another reason. */
export function verifiedFields(error: unknown): readonly string[] {
  if (!isProblem(error, 'needs_request') || !(error instanceof ProblemError) || error.problem.request !== 'correction') return [];
  return (error.problem.errors ?? []).map(({ pointer }) => pointer.replace(/^\/(values\/)?/, ''));
}

interface Props {
  customer: Customer;
  contact?: { id: Id; name: string; values: Customer['values'] };
  fields: readonly string[];
  /** What was to be written. */
  value: (field: string) => Value;
  label: (field: string) => string;
}

/** What was to be changed is verified: offers to report it as an error, with what was typed. */
export function CorrectionOffer({ customer, contact, fields, value, label }: Props) {
  const t = useT();
  const [reporting, setReporting] = useState<string | null>(null);
  if (fields.length === 0) return null;
  return (
    <div className={css.offers}>
      {fields.map((field) => (
        <Button key={field} onClick={() => setReporting(field)}>
          {t('correction.offer', { field: label(field) })}
        </Button>
      ))}
      {reporting && (
        <CorrectionDialog
          customer={customer}
          {...(contact ? { contact } : {})}
          given={{ field: reporting, value: value(reporting) }}
          onClose={() => setReporting(null)}
        />
      )}
    </div>
  );
}
