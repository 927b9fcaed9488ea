import type { Kind } from '../kind';
import { campaignKinds } from './campaigns';
import { changeKinds } from './changes';
import { contactListKinds } from './contactLists';
import { createKinds } from './creates';
import { editorKinds } from './editor';
import { peopleKinds } from './people';
import { readKinds } from './reads';
import { triggerKinds } from './trigger';
import { waitKinds } from './waits';
import { walkKinds } from './walks';

/** Every kind of operation, in the order of the summary. */
export const KINDS: Kind[] = [
	...readKinds,
	...walkKinds,
	...editorKinds,
	...triggerKinds,
	...changeKinds,
	...createKinds,
	...contactListKinds,
	...campaignKinds,
	...peopleKinds,
	...waitKinds,
];
