import type { Case } from '../case';
import { calls } from './calls';
import { contacts } from './contacts';
import { gets } from './gets';
import { loading } from './loading';
import { pages } from './pages';
import { people } from './people';
import { poll } from './poll';
import { rateLimit } from './rateLimit';

/** All cases, in the order of the document. */
export const cases: Case[] = [pages, rateLimit, contacts, gets, loading, poll, people, calls];
