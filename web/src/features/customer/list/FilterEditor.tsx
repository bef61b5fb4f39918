import { Button, Checkbox, DatePicker, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { Search } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { CodePicker } from '@/shared/form/CodePicker';
import { DepartmentPicker, PersonPicker } from '@/shared/form/pickers';
import { parseYuan, yuanText } from '@/shared/text/format';
import type { FilterField } from './filterFields';
import { daysAgo, type Filter, type FilterOp } from './filters';
import css from './list.module.css';

interface EditorProps {
  field: FilterField;
  filters: readonly Filter[];
  onApply: (filters: Filter[]) => void;
  onCancel: () => void;
}

type Mode = 'value' | 'empty' | 'present';

/** Puts together what is asked of one field. */
export function FilterEditor({ field, filters, onApply, onCancel }: EditorProps) {
  const t = useT();
  const [draft, setDraft] = useState<readonly Filter[]>(
    // A choice that is shown as made is made.
    filters.length === 0 && field.shape === 'marks' ? [{ field: field.key, op: 'gt', value: '0' }] : filters,
  );
  const first = draft[0]?.op;
  const [mode, setMode] = useState<Mode>(first === 'empty' || first === 'present' ? first : 'value');
  const apply = () =>
    onApply(mode === 'value' ? draft.filter((one) => one.op !== 'empty' && one.op !== 'present' && one.value.trim() !== '') : [{ field: field.key, op: mode, value: '' }]);
  const put = (...wanted: [FilterOp, string][]) => setDraft(wanted.filter(([, value]) => value !== '').map(([op, value]) => ({ field: field.key, op, value })));

  return (
    // Esc belongs to the form as a whole, wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={css.editor}
      aria-label={field.label}
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        apply();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <h3>{field.label}</h3>
      {field.blank && (
        <Radio.Group
          className={css.modes}
          aria-label={field.label}
          value={mode}
          onChange={(event) => setMode(event.target.value as Mode)}
          options={[
            { value: 'value', label: t('customer_list.by_value') },
            { value: 'empty', label: t(field.key === 'last_contact_at' ? 'customer_list.never' : 'common.not_filled') },
            { value: 'present', label: t('customer_list.filled') },
          ]}
        />
      )}
      {mode === 'value' && <ValuePart field={field} draft={draft} put={put} />}
      <div className={css.editorButtons}>
        <Button type="primary" htmlType="submit">
          {t('customer_list.apply')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}

interface PartProps {
  field: FilterField;
  draft: readonly Filter[];
  put: (...wanted: [FilterOp, string][]) => void;
}

function ValuePart({ field, draft, put }: PartProps) {
  const t = useT();
  const found = (...ops: FilterOp[]) => draft.find((one) => ops.includes(one.op))?.value ?? '';
  const [low, high] = [found('gte', 'gt'), found('lte', 'lt')];

  switch (field.shape) {
    case 'choice': {
      const chosen = found('in', 'eq').split(',').filter(Boolean);
      return <ChoicePart options={field.options} chosen={chosen} onChange={(keys) => put(['in', keys.join(',')])} />;
    }
    case 'yes_no':
      return <Radios label={field.label} value={found('eq')} onChange={(value) => put(['eq', value])} options={[['true', t('common.yes')], ['false', t('common.no')]]} />;
    case 'marks':
      return (
        <Radios label={field.label} value={draft[0]?.op === 'eq' ? 'none' : 'some'} onChange={(value) => put(value === 'none' ? ['eq', '0'] : ['gt', '0'])} options={[['some', t('customer_list.has_marks')], ['none', t('customer_list.no_marks')]]} />
      );
    case 'person': {
      const value = found('eq', 'in');
      return (
        <>
          {field.key === 'owner' && (
            <Checkbox checked={value === 'me'} onChange={(event) => put(['eq', event.target.checked ? 'me' : ''])}>
              {t('customer_list.me')}
            </Checkbox>
          )}
          {value !== 'me' && <PersonPicker label={field.label} value={value || null} onChange={(id) => put(['eq', id ?? ''])} />}
        </>
      );
    }
    case 'department':
      return <DepartmentPart label={field.label} draft={draft} put={put} />;
    case 'region':
    case 'industry':
      return <CodePicker table={field.shape === 'region' ? 'divisions' : 'industries'} value={found('under', 'eq') || null} onChange={(code) => put(['under', code ?? ''])} />;
    case 'number':
    case 'money': {
      const read = (text: string) => (field.shape === 'money' ? String(parseYuan(text) ?? text) : text.trim());
      const shown = (value: string) => (field.shape === 'money' && /^-?\d+$/.test(value) ? yuanText(Number(value)) : value);
      return (
        <Range>
          <Bound label={t('customer_list.from')} value={shown(low)} unit={field.shape === 'money' ? '¥' : field.unit} onChange={(text) => put(['gte', read(text)], ['lte', high])} />
          <Bound label={t('customer_list.to')} value={shown(high)} unit={field.shape === 'money' ? '¥' : field.unit} onChange={(text) => put(['gte', low], ['lte', read(text)])} />
        </Range>
      );
    }
    case 'instant':
    case 'date':
      return <DaysPart field={field} low={low} high={high} put={put} />;
    default:
      return (
        <Input
          autoFocus
          aria-label={field.label}
          placeholder={t('customer_list.contains_hint')}
          value={found('contains', 'eq')}
          onChange={(event) => put(['contains', event.target.value])}
        />
      );
  }
}

/** A department with everything below it, or alone. */
function DepartmentPart({ label, draft, put }: { label: string; draft: readonly Filter[]; put: PartProps['put'] }) {
  const t = useT();
  const one = draft.find(({ op }) => op === 'under' || op === 'eq' || op === 'in');
  const [below, setBelow] = useState(one === undefined || one.op === 'under');
  const id = one?.value.split(',')[0] ?? '';
  return (
    <>
      <DepartmentPicker label={label} value={id || null} onChange={(next) => put([below ? 'under' : 'eq', next ?? ''])} />
      <Checkbox
        checked={below}
        onChange={(event) => {
          setBelow(event.target.checked);
          put([event.target.checked ? 'under' : 'eq', id]);
        }}
      >
        {t('customer_list.with_below')}
      </Checkbox>
    </>
  );
}

/** Many options get a field to narrow them. */
function ChoicePart({ options, chosen, onChange }: { options: FilterField['options']; chosen: readonly string[]; onChange: (keys: string[]) => void }) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const shown = options.filter((option) => option.label.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <>
      {options.length > 10 && (
        <Input autoFocus allowClear prefix={<Search size={14} aria-hidden />} aria-label={t('customer_list.narrow')} placeholder={t('customer_list.narrow')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      )}
      <div className={css.boxes}>
        {shown.map((option) => (
          <Checkbox
            key={option.value}
            checked={chosen.includes(option.value)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((key) => key !== option.value))}
          >
            {option.label}
          </Checkbox>
        ))}
      </div>
    </>
  );
}

function Radios({ label, value, options, onChange }: { label: string; value: string; options: [string, string][]; onChange: (value: string) => void }) {
  return <Radio.Group aria-label={label} value={value} onChange={(event) => onChange(event.target.value as string)} options={options.map(([key, text]) => ({ value: key, label: text }))} />;
}

const Range = ({ children }: { children: ReactNode }) => <div className={css.range}>{children}</div>;

function Bound({ label, value, unit, onChange }: { label: string; value: string; unit?: string | undefined; onChange: (text: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  return (
    <label htmlFor={id}>
      <span>{label}</span>
      <Input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        {...(unit === '¥' ? { prefix: unit } : { suffix: unit })}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(event.target.value);
        }}
      />
    </label>
  );
}

const PAST = [7, 30, 90, 180] as const;

function DaysPart({ field, low, high, put }: { field: FilterField; low: string; high: string; put: PartProps['put'] }) {
  const t = useT();
  const day = (value: string) => (daysAgo(value) === null && value ? dayjs(value) : null);
  const text = (value: dayjs.Dayjs | null) => value?.format('YYYY-MM-DD') ?? '';
  return (
    <>
      {field.shape === 'instant' && (
        <div className={css.presets}>
          {PAST.map((days) => (
            <Preset key={days} on={low === `-${days}d`} onClick={() => put(['gte', `-${days}d`])}>
              {t('customer_list.within_days', { count: days })}
            </Preset>
          ))}
          {PAST.map((days) => (
            <Preset key={-days} on={high === `-${days}d`} onClick={() => put(['lt', `-${days}d`])}>
              {t('customer_list.over_days', { count: days })}
            </Preset>
          ))}
        </div>
      )}
      <Range>
        <label>
          <span>{t('customer_list.from_day')}</span>
          <DatePicker aria-label={t('customer_list.from_day')} className={css.fill} value={day(low)} onChange={(value) => put(['gte', text(value)], ['lte', daysAgo(high) === null ? high : ''])} />
        </label>
        <label>
          <span>{t('customer_list.to_day')}</span>
          <DatePicker aria-label={t('customer_list.to_day')} className={css.fill} value={day(high)} onChange={(value) => put(['gte', daysAgo(low) === null ? low : ''], ['lte', text(value)])} />
        </label>
      </Range>
    </>
  );
}

const Preset = ({ on, onClick, children }: { on: boolean; onClick: () => void; children: ReactNode }) => (
  <button type="button" className={css.preset} aria-pressed={on} onClick={onClick}>
    {children}
  </button>
);

/** What 筛选 opens: all fields under their headings, then the editor of the chosen one. */
export function FilterAdder({ fields, current, onApply, onClose }: { fields: ReadonlyMap<string, FilterField>; current: ReadonlyMap<string, Filter[]>; onApply: (field: string, filters: Filter[]) => void; onClose: () => void }) {
  const t = useT();
  const [chosen, setChosen] = useState<FilterField | null>(null);
  const [typed, setTyped] = useState('');
  if (chosen)
    return (
      <FilterEditor
        field={chosen}
        filters={current.get(chosen.key) ?? []}
        onCancel={() => setChosen(null)}
        onApply={(filters) => {
          onApply(chosen.key, filters);
          onClose();
        }}
      />
    );
  const shown = [...fields.values()].filter((field) => !field.boxOnly && field.label.toLowerCase().includes(typed.trim().toLowerCase()));
  const groups = [...new Set(shown.map((field) => field.group))];
  return (
    <div className={css.fieldMenu}>
      <Input
        autoFocus
        allowClear
        prefix={<Search size={14} aria-hidden />}
        placeholder={t('customer_list.find_field')}
        aria-label={t('customer_list.find_field')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          const only = shown[0];
          if (only) setChosen(only);
        }}
      />
      <div className={css.fieldList}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            {shown
              .filter((field) => field.group === group)
              .map((field) => (
                <button key={field.key} type="button" onClick={() => setChosen(field)}>
                  {field.label}
                </button>
              ))}
          </section>
        ))}
        {shown.length === 0 && <p>{t('common.nothing_found')}</p>}
      </div>
    </div>
  );
}
