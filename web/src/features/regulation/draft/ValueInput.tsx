import { Input, InputNumber, Select, Space } from 'antd';
import type { Rule } from '@/api/regulation';
import { useI18n, type MessageKey } from '@/i18n';
import { readTerm, TERMS, UNITS, writeTerm } from './values';

export interface ValueInputProps {
  rule: Rule;
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** The field that fits the kind of a value. */
export function ValueInput({ rule, label, value, onChange }: ValueInputProps) {
  const { t } = useI18n();
  switch (rule.type) {
    case 'duration':
    case 'cycle':
      return <TermInput label={label} value={value} onChange={onChange} />;
    case 'yes_no':
      return (
        <Select
          aria-label={label}
          value={value}
          options={[
            { value: 'yes', label: t('common.yes') },
            { value: 'no', label: t('common.no') },
          ]}
          onChange={onChange}
        />
      );
    default:
      return <Input aria-label={label} value={value} placeholder={t('regulation.blank')} onChange={(event) => onChange(event.target.value)} />;
  }
}

function TermInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useI18n();
  const term = readTerm(value);
  const count = term && 'count' in term ? term.count : 1;
  const unit = term && ('fixed' in term ? term.fixed : term.unit);
  const units = [...UNITS, ...TERMS].map((one) => ({ value: one, label: t(`regulation.unit_${one.replace(' ', '_')}` as MessageKey) }));
  const choose = (next: string) => {
    const fixed = TERMS.find((one) => one === next);
    const of = UNITS.find((one) => one === next);
    onChange(writeTerm(fixed ? { fixed } : of ? { count, unit: of } : null));
  };
  return (
    <Space.Compact>
      {(!term || 'count' in term) && (
        <InputNumber
          aria-label={label}
          min={1}
          max={9999}
          precision={0}
          value={term ? count : null}
          onChange={(next) => onChange(writeTerm({ count: next ?? 1, unit: term && 'unit' in term ? term.unit : 'day' }))}
        />
      )}
      <Select aria-label={t('regulation.unit')} style={{ minWidth: 120 }} value={unit} placeholder={t('regulation.unit')} options={units} onChange={choose} />
    </Space.Compact>
  );
}
