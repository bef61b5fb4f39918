import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { leakTracesQuery, refreshIncidents, traceLeak, type Incident, type LeakTrace } from '@/api/incident';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Section } from '@/shared/layout/Page';
import css from '@/shared/layout/register.module.css';
import { QueryGate } from '@/shared/layout/states';
import { TimeText } from '@/shared/text/texts';
import { base64, percent, SHEET_MAX } from './sheet';

/** Files in which tables come. */
const KINDS = '.xlsx,.xls,.xlsb,.ods,.csv,.txt,.tsv,.vcf,.html';

/** Comparisons of leaked sheets with what left, and one more while the case is open. */
export function TraceSection({ incident, onOpen }: { incident: Incident; onOpen: (trace: LeakTrace) => void }) {
  const t = useT();
  const query = useQuery(leakTracesQuery(incident.id));
  return (
    <Section title={t('incident.trace')} hint={t('incident.trace_hint')}>
      <QueryGate query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css.quiet}>{t('incident.trace_none')}</p>
          ) : (
            <ul className={css.list}>
              {items.map((trace) => (
                <li key={trace.id}>
                  <Line trace={trace} />
                  <div className={css.acts}>
                    <Button onClick={() => onOpen(trace)}>{t('incident.trace_open')}</Button>
                  </div>
                </li>
              ))}
            </ul>
          )
        }
      </QueryGate>
      {!incident.closing && <Compare incident={incident} onDone={onOpen} />}
    </Section>
  );
}

function Line({ trace }: { trace: LeakTrace }) {
  const t = useT();
  const best = trace.sources.find((source) => source.sureness !== 'weak');
  return (
    <div>
      <div className={css.head}>
        <strong>
          {best
            ? t('incident.trace_best', { register: best.register, person: best.person.name, sureness: t(`incident.sure_${best.sureness}`), percent: percent(best.likelihood) })
            : t('incident.trace_no_source')}
        </strong>
      </div>
      <p className={css.quiet}>
        {t('incident.trace_rows', { rows: trace.rows, known: trace.known })} · {trace.by.name} <TimeText at={trace.at} />
      </p>
    </div>
  );
}

function Compare({ incident, onDone }: { incident: Incident; onDone: (trace: LeakTrace) => void }) {
  const t = useT();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const form = useForm<{ file: File | null; text: string }, LeakTrace>({
    initial: { file: null, text: '' },
    check: ({ file, text }): FieldErrors => {
      if (!file && !text.trim()) return { '/content': t('incident.trace_needed') };
      return file && file.size > SHEET_MAX ? { '/content': t('incident.trace_too_large') } : {};
    },
    submit: async ({ file, text }) => traceLeak(incident.id, base64(file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(text))),
    done: (trace) => {
      onDone(trace);
      form.reset({ file: null, text: '' });
      void refreshIncidents(client);
    },
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/content': t('incident.trace_file'), '/text': t('incident.trace_paste') };
  return (
    <FormFrame form={form} labels={labels} action={t('incident.trace_run')}>
      <FormItem label={labels['/content']} id={inputId('/content')} error={errors['/content']} hint={t('incident.trace_hides')}>
        {(control) => (
          <div className={css.values}>
            {/* A new input for each sheet: one that was compared is not chosen any more. */}
            <input {...control} key={values.file ? 'chosen' : 'none'} ref={input} type="file" accept={KINDS} className="visually-hidden" tabIndex={-1} onChange={(event) => set({ file: event.target.files?.[0] ?? null })} />
            <Button icon={<FileUp size={16} />} onClick={() => input.current?.click()}>
              {t('incident.trace_choose')}
            </Button>
            {values.file && <span>{values.file.name}</span>}
          </div>
        )}
      </FormItem>
      {!values.file && (
        <FormItem label={labels['/text']} id={inputId('/text')} hint={t('incident.trace_paste_hint')}>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 3, maxRows: 8 }} value={values.text} onChange={(event) => set({ text: event.target.value })} />}
        </FormItem>
      )}
    </FormFrame>
  );
}
