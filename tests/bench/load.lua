-- For wrk: asks for the paths of a file one after the other (arguments: the file, how many to pass over), and prints what
-- happened as JSON. Without arguments every request is the one that wrk made ready.
local paths = {}
local at = 0

function init(arguments)
  if arguments[1] == nil then return end
  for path in io.lines(arguments[1]) do paths[#paths + 1] = path end
  at = tonumber(arguments[2]) or 0
  request = function()
    at = at + 1
    return wrk.format('GET', paths[at % #paths + 1])
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nJSON {"requests":%d,"microseconds":%d,"bytes":%d,"errors":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)
  ))
end
