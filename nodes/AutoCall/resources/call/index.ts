import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Call',
	description: 'One call of an autocall, and its recording',
};
export { default as get } from './get.operation';
export { default as getHistory } from './getHistory.operation';
export { default as getRecording } from './getRecording.operation';
