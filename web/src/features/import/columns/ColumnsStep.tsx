import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { ArrowRight } from 'lucide-react';
import type { Import } from '@/api/import';
import { useT } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { ProblemNote } from '@/shared/layout/ProblemNote';
import { formatCount } from '@/shared/text/format';
import { CancelButton } from '../CancelButton';
import { ColumnTable } from './ColumnTable';
import { Destination } from './Destination';
import { ContactSheet } from './ContactSheet';
import { HowRead } from './HowRead';
import { OnFile } from './OnFile';
import { SheetPreview } from './SheetPreview';
import { Templates } from './Templates';
import { columnLetter, sheetName } from './targets';
import { useChanges } from './useChanges';
import shared from '../import.module.css';
import css from './columns.module.css';

/** Which sheet, which row is the header, what each column means, whose customers they become. */
export function ColumnsStep({ one }: { one: Import }) {
  const t = useT();
  const navigate = useNavigate();
  const changes = useChanges(one);
  const columns = meanings(one, changes.pending.columns);
  const chosen = one.sheets.find((sheet) => sheet.index === (changes.pending.sheet ?? one.sheet));
  const besides = one.sheets.filter((sheet) => typeof sheet.from_column === 'number' && sheet.index !== chosen?.index && sheet.name === chosen?.name);
  const mode = changes.pending.mode ?? one.mode;
  // What is only changed has its name already.
  const named = mode === 'update' || Object.values(columns).includes('name');

  const next = async () => {
    if (await changes.flush()) await navigate({ to: '/imports/$id', params: { id: one.id }, search: { step: 'check' } });
  };

  return (
    <>
      <div className={shared.scroll}>
        <div className={shared.reading}>
          <Section
            title={t('import.header_title')}
            hint={one.file.format === 'vcard' ? t('import.header_cards') : one.header_row === null ? t('import.header_missing') : t('import.header_hint')}
            actions={
              one.sheets.length > 1 && (
                <label className={css.inline}>
                  {t('import.sheet')}
                  <Select
                    aria-label={t('import.sheet')}
                    value={changes.pending.sheet ?? one.sheet}
                    style={{ minWidth: 160 }}
                    options={one.sheets.map((sheet) => ({
                      value: sheet.index,
                      label: t(sheet.hidden ? 'import.sheet_hidden' : 'import.sheet_rows', { name: sheetName(sheet, t), rows: formatCount(sheet.rows) }),
                    }))}
                    onChange={(sheet: number) => changes.change({ sheet }, 'once')}
                  />
                </label>
              )
            }
          >
            {besides.map((sheet) => (
              <p key={sheet.index} className={css.inline}>
                {t('import.beside', { column: columnLetter(sheet.from_column ?? 0) })}
                <Button size="small" onClick={() => changes.change({ sheet: sheet.index }, 'once')}>
                  {t('import.beside_choose')}
                </Button>
              </p>
            ))}
            <HowRead one={one} pending={changes.pending} onChange={(change) => changes.change(change, 'once')} />
            <SheetPreview one={one} headerRow={changes.pending.header_row ?? one.header_row} onHeaderRow={(header_row) => changes.change({ header_row }, 'once')} />
            {one.contacts && (
              <ContactSheet contacts={one.contacts} joined={changes.pending.contacts ?? one.contacts.joined} onJoin={(contacts) => changes.change({ contacts }, 'once')} />
            )}
          </Section>
          {one.columns.length > 0 && (
            <Section title={t('import.columns_title')} hint={t('import.columns_hint')}>
              {one.header_row !== null && <Templates one={one} onApply={(template_id) => changes.change({ template_id }, 'once')} flush={changes.flush} />}
              {!named && (
                <p className={css.warn} role="alert">
                  {t('import.name_missing')}
                </p>
              )}
              <ColumnTable one={one} columns={columns} onChange={(index, target) => changes.change({ columns: { [index]: target } })} />
            </Section>
          )}
          {one.columns.length > 0 && (
            <Section title={t('import.on_file')} hint={t('import.on_file_hint')}>
              <OnFile one={one} pending={changes.pending} onChange={(change) => changes.change(change, 'once')} />
            </Section>
          )}
          {mode !== 'update' && (
            <Section title={t('import.destination')} hint={t('import.destination_hint')}>
              <Destination
                owner={changes.pending.owner_id ?? one.owner_id}
                template={changes.pending.template ?? one.template}
                onOwner={(owner_id) => changes.change({ owner_id }, 'once')}
                onTemplate={(template) => changes.change({ template }, 'once')}
              />
            </Section>
          )}
          {changes.error !== null && <ProblemNote error={changes.error} />}
        </div>
      </div>
      <footer className={shared.foot}>
        <CancelButton one={one} />
        <span className={shared.footText} role="status">
          {changes.busy ? t('import.judging') : t('import.judged', { valid: formatCount(one.counts.valid_rows), invalid: formatCount(one.counts.invalid_rows) })}
        </span>
        <Button type="primary" loading={changes.busy} disabled={!named} onClick={() => void next()} icon={<ArrowRight size={16} />} iconPlacement="end">
          {t('import.to_check')}
        </Button>
      </footer>
    </>
  );
}

/** What each column means, with what was just chosen: a meaning belongs to one column. */
export function meanings(one: Import, chosen: Record<number, string | null> = {}): Record<number, string | null> {
  const now: Record<number, string | null> = Object.fromEntries(one.columns.map((column) => [column.index, column.field]));
  for (const [index, target] of Object.entries(chosen)) {
    if (target !== null) for (const other of Object.keys(now)) if (now[Number(other)] === target) now[Number(other)] = null;
    now[Number(index)] = target;
  }
  return now;
}
