import { apiKeyOf } from '../../../../../nodes/shared/transport/apiKey';
import type { Service } from '../../../../../nodes/shared/transport/service';
import { addressOf } from './address';
import { isRefusal, readWords } from './responses';
import { secretIn } from './webhookSecret';
import { explain } from './words';

/** Zvonobot and the other brands of its platform: address, responses and words. */
export const ZVONOBOT: Service = {
	name: 'Zvonobot',
	nodeName: 'Zvonobot',
	support: 'your manager at Zvonobot',
	credential: {
		type: 'zvonobotApi',
		name: 'Zvonobot credential',
		labels: { address: 'Domain', key: 'API Key' },
		defaultAddress: 'lk.zvonobot.ru',
		whereKeyIs: 'Your manager or partner at Zvonobot gives it to you.',
		read: ({ apiKey, domain, ...fields }) => ({
			key: apiKeyOf(apiKey),
			baseUrl: addressOf(domain),
			secret: secretIn(fields),
		}),
	},
	memoryKey: 'zvonobotRun',
	readWords,
	isRefusal,
	mayBeEmpty: () => false,
	explain,
};
