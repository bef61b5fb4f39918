import { useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { Button } from 'antd';
import { Undo2 } from 'lucide-react';
import { useId, useMemo } from 'react';
import type { Catalogue, CatalogueField } from '@/api/field';
import { changeTemplate, COMPANY_LEVEL, templateQuery, type Template, type TemplateField, type TemplateGroup } from '@/api/template';
import type { Locale } from '@/api/types';
import { useI18n, type Translate } from '@/i18n';
import type { ConflictField } from '@/shared/form/ConflictPanel';
import { FormFrame } from '@/shared/form/FormFrame';
import { useForm } from '@/shared/form/useForm';
import { noticeInfo } from '@/shared/overlay/notice';
import { labelText } from '@/shared/text/label';
import { AddField } from './AddField';
import { fieldOf, merged, placedFields } from './arrange';
import { CardPreview } from './CardPreview';
import { FieldRows } from './FieldRows';
import css from '../template.module.css';

export type Side = 'groups' | 'contact';

interface Values {
  groups: TemplateGroup[];
}

/** What the summary of refusals calls each input. */
function inputNames(groups: readonly TemplateGroup[], fields: ReadonlyMap<string, CatalogueField>, locale: Locale): Record<string, string> {
  const labels: Record<string, string> = {};
  groups.forEach((group, g) =>
    group.fields.forEach((field, f) => {
      for (const part of ['key', 'required', 'hidden']) labels[`/groups/${g}/fields/${f}/${part}`] = fields.get(field.key)?.label[locale] ?? field.key;
    }),
  );
  return labels;
}

/** Field by field, then the order of each group: what another person changed is told by name. */
function comparable(all: readonly TemplateGroup[], fields: ReadonlyMap<string, CatalogueField>, t: Translate, locale: Locale): ConflictField<Values>[] {
  const nameOf = (key: string): string => {
    const label = fields.get(key)?.label;
    return label ? labelText(label, locale) : key;
  };
  const placed = (one: TemplateField | undefined): string => t(!one || one.hidden ? 'template.is_hidden' : one.required ? 'template.is_required' : 'template.is_shown');
  const keys = new Set(all.flatMap((group) => group.fields.map(({ key }) => key)));
  const groups = new Map(all.map((group) => [group.key, labelText(group.label, locale)]));
  return [
    ...[...keys].map((key) => ({ label: nameOf(key), read: (one: Values) => placed(fieldOf(one.groups, key)) })),
    ...[...groups].map(([key, label]) => ({
      label: t('template.order_of', { group: label }),
      read: (one: Values) => one.groups.find((group) => group.key === key)?.fields.map((field) => nameOf(field.key)).join(t('common.list_comma')),
    })),
  ];
}

/** The fields of one side of a card beside the form that they make. */
export function CardEditor({ card, level, side, catalogue }: { card: Template; level: string; side: Side; catalogue: Catalogue }) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const formId = useId();
  const subject = side === 'contact' ? 'contact' : 'customer';
  const fields = useMemo(
    () => new Map(catalogue.items.filter((field) => field.subject === subject).map((field) => [field.key, field])),
    [catalogue.items, subject],
  );

  const form = useForm<Values, Template>({
    initial: { groups: card[side] },
    version: card.version,
    // The server's pointers begin with the side that was sent.
    rename: (pointer) => pointer.replace(/^\/contact\b/, '/groups'),
    submit: ({ groups }, version) =>
      changeTemplate(card.code, { department_id: level === COMPANY_LEVEL ? null : level, [side]: placedFields(groups) }, version),
    done: (changed) => {
      client.setQueryData(templateQuery(card.code, level).queryKey, changed);
      void client.invalidateQueries({ queryKey: ['card-templates'] });
      form.reset({ groups: changed[side] }, changed.version);
      noticeInfo(t('template.saved'));
    },
    merge: ({ base, theirs, mine }) => ({ groups: merged(base.groups, theirs.groups, mine.groups) }),
    reload: async () => {
      const now = await client.query({ ...templateQuery(card.code, level), staleTime: 0 });
      return { values: { groups: now[side] }, version: now.version };
    },
  });
  const { groups } = form.values;

  useBlocker({
    shouldBlockFn: ({ current, next }) => form.dirty && current.pathname !== next.pathname && !window.confirm(t('template.leave')),
    enableBeforeUnload: () => form.dirty,
  });

  const names = inputNames(groups, fields, locale);
  const conflictFields = form.conflict ? comparable([...form.conflict.theirs.groups, ...groups], fields, t, locale) : [];

  return (
    <>
      <div className={css.split}>
        <div className={css.editor}>
          <FormFrame
            form={form}
            id={formId}
            bare
            labels={names}
            conflictFields={conflictFields}
          >
            <FieldRows
              groups={groups}
              fields={fields}
              errors={form.errors}
              onChange={(next) => form.set({ groups: next })}
            />
            <AddField card={card} groups={groups} subject={subject} catalogue={catalogue} onChange={(next) => form.set({ groups: next })} />
          </FormFrame>
        </div>
        <aside className={css.preview} aria-label={t('template.preview')}>
          <CardPreview groups={groups} fields={fields} kind={card.kind} />
        </aside>
      </div>
      <footer className={css.foot}>
        <span className={css.footText}>{level === COMPANY_LEVEL ? t('template.company_hint') : t('template.department_hint')}</span>
        <Button icon={<Undo2 size={16} />} disabled={!form.dirty} onClick={() => form.reset({ groups: card[side] }, card.version)}>
          {t('template.undo')}
        </Button>
        <Button type="primary" htmlType="submit" form={formId} loading={form.busy} disabled={!form.dirty}>
          {t('common.save')}
        </Button>
      </footer>
    </>
  );
}
