import type { Express } from 'express';

import { buildApplication } from './application';
import { authenticate } from './auth';
import type { SandboxContext } from './context';
import { autoCallContract } from './contract';
import { handlers } from './handlers';
import { limitByKey, limitTestCalls } from './limits';
import { paymentPage, soundFile } from './pages';
import { toLaravelError } from './validation';

let shared: Express | undefined;

/** The application that all sandboxes of AutoCall share in a process. */
export function application(): Express {
	shared ??= buildApplication<SandboxContext>({
		contract: autoCallContract,
		handlers,
		pages: { '/payment/:token': paymentPage, '/storage/sounds/:id': soundFile },
		guards: [
			{ path: '/api/v1', guard: limitByKey },
			{ path: '/api/v1', guard: authenticate },
			{ path: '/api/public/test-call', guard: limitTestCalls },
		],
		refuse: toLaravelError,
	});
	return shared;
}
