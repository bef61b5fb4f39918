import { useQuery } from '@tanstack/react-query';
import { Radio } from 'antd';
import { importPreviewQuery, type Import } from '@/api/import';
import { useT } from '@/i18n';
import { QueryGate } from '@/shared/layout/states';
import { columnLetter } from './targets';
import css from './columns.module.css';

const ROWS = 10;

/** The first rows as they stand in the file; the header is the row that is ticked. */
export function SheetPreview({ one, headerRow, onHeaderRow }: { one: Import; headerRow: number | null; onHeaderRow: (row: number) => void }) {
  const t = useT();
  const query = useQuery(importPreviewQuery(one));
  return (
    <QueryGate query={query}>
      {({ items }) => {
        // The header in sight, with what is around it.
        const at = items.findIndex((row) => row.row === headerRow);
        const from = Math.max(0, Math.min(at - 4, items.length - ROWS));
        const rows = items.slice(from, from + ROWS);
        const width = Math.max(0, ...rows.flatMap((row) => Object.keys(row.cells).map((index) => Number(index) + 1)));
        const letters = Array.from({ length: width }, (_, index) => columnLetter(index));
        return (
          <div className={css.sheet} role="group" aria-label={t('import.preview')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('import.header_row')}</th>
                  {letters.map((letter) => (
                    <th key={letter} scope="col">
                      {letter}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.row} className={row.row === headerRow ? css.isHeader : headerRow !== null && row.row < headerRow ? css.isTitle : ''}>
                    <th scope="row">
                      <Radio checked={row.row === headerRow} onChange={() => onHeaderRow(row.row)} aria-label={t('import.use_as_header', { row: row.row })}>
                        {row.row}
                      </Radio>
                    </th>
                    {letters.map((letter, index) => (
                      <td key={letter}>{row.cells[index] ?? ''}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      }}
    </QueryGate>
  );
}
