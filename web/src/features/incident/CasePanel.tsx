import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import { addIncidentEntry, closeIncident, INCIDENT_GRADES, incidentQuery, refreshIncidents, type IncidentCase, type IncidentEntryKind, type IncidentGrade, type LeakTrace } from '@/api/incident';
import { useT } from '@/i18n';
import { FormFrame } from '@/shared/form/FormFrame';
import { FormItem } from '@/shared/form/FormItem';
import { useForm, type FieldErrors } from '@/shared/form/useForm';
import { Facts, Section } from '@/shared/layout/Page';
import css from '@/shared/layout/register.module.css';
import { QueryGate } from '@/shared/layout/states';
import { SidePanel } from '@/shared/overlay/SidePanel';
import { TimeText, Unknown } from '@/shared/text/texts';
import { TraceDialog } from './TraceDialog';
import { TraceSection } from './TraceSection';

/** A case: what was reported, what was done about it, and how it ended. */
export function CasePanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const query = useQuery(incidentQuery(id));
  // Above the body, which begins anew with each version: a finding stays open when it is kept.
  const [trace, setTrace] = useState<LeakTrace>();
  return (
    <SidePanel title={t('incident.case')} onClose={onClose}>
      <QueryGate query={query}>{(found) => <Body key={found.incident.version} found={found} onTrace={setTrace} />}</QueryGate>
      {trace && <TraceDialog trace={trace} onClose={() => setTrace(undefined)} />}
    </SidePanel>
  );
}

function Body({ found, onTrace }: { found: IncidentCase; onTrace: (trace: LeakTrace) => void }) {
  const t = useT();
  const { incident, handles } = found;
  const { closing } = incident;
  return (
    <>
      <Section title={t(`incident.kind_${incident.kind}`)}>
        <Facts
          items={[
            {
              key: 'by',
              label: t('incident.reporter'),
              value: (
                <>
                  {incident.reported_by?.name ?? t('incident.by_nobody')} <TimeText at={incident.reported_at} />
                </>
              ),
            },
            { label: t('incident.text'), value: <span className={css.text}>{incident.text}</span> },
          ]}
        />
      </Section>
      {closing && (
        <Section title={t('incident.closed')}>
          <Facts
            items={[
              { label: t('incident.grade'), value: t(`incident.grade_${closing.grade}`) },
              { label: t('incident.finding'), value: <span className={css.text}>{closing.finding}</span> },
              { label: t('incident.penalty'), value: closing.penalty ?? <Unknown /> },
              {
                key: 'closed',
                label: t('incident.close_action'),
                value: (
                  <>
                    {closing.by.name} <TimeText at={closing.at} />
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
      {handles && <File found={found} />}
      {handles && <TraceSection incident={incident} onOpen={onTrace} />}
      {handles && !closing && <Close found={found} />}
    </>
  );
}

function File({ found }: { found: IncidentCase }) {
  const t = useT();
  return (
    <Section title={t('incident.entries')}>
      {found.entries.length === 0 ? (
        <p className={css.quiet}>{t('incident.entries_none')}</p>
      ) : (
        <ul className={css.list}>
          {found.entries.map((entry) => (
            <li key={`${entry.at} ${entry.text}`}>
              <div>
                <div className={css.head}>
                  <strong>{t(`incident.entry_${entry.kind}`)}</strong>
                  <span className={css.quiet}>
                    {entry.by.name} <TimeText at={entry.at} />
                  </span>
                </div>
                <p className={css.text}>{entry.text}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      {!found.incident.closing && <AddEntry found={found} />}
    </Section>
  );
}

function AddEntry({ found }: { found: IncidentCase }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ kind: IncidentEntryKind; text: string }, IncidentCase>({
    initial: { kind: 'remedy', text: '' },
    check: ({ text }): FieldErrors => (text.trim() ? {} : { '/text': t('incident.text_needed') }),
    submit: (values) => addIncidentEntry(found.incident.id, values),
    done: () => void refreshIncidents(client),
  });
  const labels = { '/kind': t('incident.entry_kind'), '/text': t('incident.entry_text') };
  return (
    <FormFrame form={form} labels={labels} action={t('incident.entry_add')}>
      <FormItem label={labels['/kind']} id={form.inputId('/kind')} error={form.errors['/kind']} group>
        {() => (
          <Radio.Group
            aria-label={labels['/kind']}
            value={form.values.kind}
            onChange={(event) => form.set({ kind: event.target.value as IncidentEntryKind })}
            options={(['remedy', 'note'] as const).map((one) => ({ value: one, label: t(`incident.entry_${one}`) }))}
          />
        )}
      </FormItem>
      <FormItem label={labels['/text']} id={form.inputId('/text')} error={form.errors['/text']} required>
        {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} value={form.values.text} onChange={(event) => form.set({ text: event.target.value })} />}
      </FormItem>
    </FormFrame>
  );
}

function Close({ found }: { found: IncidentCase }) {
  const t = useT();
  const client = useQueryClient();
  const form = useForm<{ grade: IncidentGrade; penalty: string; finding: string }, IncidentCase>({
    initial: { grade: 'none', penalty: '', finding: '' },
    version: found.incident.version,
    check: ({ finding }): FieldErrors => (finding.trim() ? {} : { '/finding': t('incident.finding_needed') }),
    submit: ({ grade, penalty, finding }, version) => closeIncident(found.incident.id, { grade, finding, penalty: grade === 'none' ? null : penalty.trim() || null }, version),
    done: () => void refreshIncidents(client),
  });
  const { values, set, errors, inputId } = form;
  const labels = { '/grade': t('incident.grade'), '/penalty': t('incident.penalty'), '/finding': t('incident.finding') };
  const named = found.penalties.filter((one) => one.grade === values.grade).map((one) => t('incident.penalty_of', { words: one.words, clause: one.clause }));
  return (
    <Section title={t('incident.close')}>
      <FormFrame form={form} labels={labels} action={t('incident.close_action')}>
        <FormItem label={labels['/grade']} id={inputId('/grade')} error={errors['/grade']} group>
          {() => (
            <Radio.Group
              aria-label={labels['/grade']}
              value={values.grade}
              onChange={(event) => set({ grade: event.target.value as IncidentGrade })}
              options={INCIDENT_GRADES.map((one) => ({ value: one, label: t(`incident.grade_${one}`) }))}
            />
          )}
        </FormItem>
        {values.grade !== 'none' && (
          <FormItem
            label={labels['/penalty']}
            id={inputId('/penalty')}
            error={errors['/penalty']}
            hint={named.length > 0 ? t('incident.penalty_hint', { penalties: named.join(t('common.list_comma')) }) : undefined}
          >
            {(control) => <Input {...control} maxLength={200} value={values.penalty} onChange={(event) => set({ penalty: event.target.value })} />}
          </FormItem>
        )}
        <FormItem label={labels['/finding']} id={inputId('/finding')} error={errors['/finding']} required>
          {(control) => <Input.TextArea {...control} autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} value={values.finding} onChange={(event) => set({ finding: event.target.value })} />}
        </FormItem>
      </FormFrame>
    </Section>
  );
}
