/** Seeds 51 to 100: a quarter of the suite's 10,000 kills. */
import { lives } from '../lives.ts';

lives(51, 100);
