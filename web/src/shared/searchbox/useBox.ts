import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useDeferredValue } from 'react';
import { boxQuery, filtersOf, keepSearch, recentKey, type BoxProposal, type BoxState } from '@/api/search';
import { createSavedView, savedViewsQuery, type SavedView } from '@/api/savedView';
import { isPlain, takenUp } from './text';

const VIEW_NAME_MAX = 40;
const NOTHING: readonly BoxProposal[] = [];

export interface Box {
  /** What was understood of the text as it stands; `null` while that is on its way. */
  state: BoxState | null;
  /** What is shown meanwhile. */
  shown: BoxState | null;
  /** The text can be searched for. */
  ready: boolean;
  proposals: readonly BoxProposal[];
}

/** What the box makes of a text while somebody types; `caret` in characters. */
export function useBox(typed: string, caret: number, enabled = true): Box {
  const text = useDeferredValue(typed);
  const place = useDeferredValue(caret);
  const options = boxQuery(text, place);
  const { data, isPlaceholderData } = useQuery({ ...options, enabled: enabled && options.enabled !== false, placeholderData: keepPreviousData });
  const known = text.trim() !== '' && data !== undefined;
  const current = known && !isPlaceholderData && text === typed;
  const state = current ? data : null;
  return {
    state,
    shown: known ? data : null,
    ready: isPlain(typed) || (state !== null && state.troubles.length === 0),
    // What would change nothing is no proposal.
    proposals: state && place === caret ? state.proposals.filter((one) => takenUp(typed, one).text.trim() !== typed.trim()) : NOTHING,
  };
}

interface BoxActions {
  /** Remembers that it was searched for. */
  remember: (typed: string) => void;
  /** Keeps it as a view; `null` when it is not understood. */
  keepAsView: (typed: string) => Promise<SavedView | null>;
}

/** What can be done with a text. */
export function useBoxActions(): BoxActions {
  const client = useQueryClient();
  const remember = useCallback(
    (typed: string) => {
      if (typed.trim() === '') return;
      // To be reminded of a search is a convenience: without it the search itself is not refused.
      keepSearch(typed.trim()).then(
        (kept) => client.setQueryData(recentKey, { next_cursor: null, ...kept }),
        () => undefined,
      );
    },
    [client],
  );
  const keepAsView = useCallback(
    async (typed: string) => {
      const state = await client.query(boxQuery(typed, Array.from(typed).length));
      if (typed.trim() === '' || state.troubles.length > 0) return null;
      const name = Array.from(typed.trim()).slice(0, VIEW_NAME_MAX).join('');
      const definition = { filters: filtersOf(state), sort: '-updated_at', columns: [] };
      const view = await createSavedView({ list: 'customers', name, definition, shared: false });
      await client.invalidateQueries({ queryKey: savedViewsQuery('customers').queryKey });
      return view;
    },
    [client],
  );
  return { remember, keepAsView };
}
