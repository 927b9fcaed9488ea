import type { ResourceLabel } from '../../runtime/operation';

export const label: ResourceLabel = {
	name: 'Test Call',
	description: 'A public demonstration call',
};
export { default as send } from './send.operation';
