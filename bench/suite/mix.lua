-- The requests of group mix for wrk: arguments are the file with their sequence and the key of the API.
-- Reads are made once for each page; writes each time, so that no two are equal.
local sequence, key = {}, ""
local position, writes = 0, 0
local reads = {}
local filler = string.rep("<p>Some text that a page of usual size has in it.</p>\n", 92)

function init(args)
  key = args[2]
  for line in io.lines(args[1]) do
    local method, id = line:sub(1, 1), line:sub(3)
    if method == "G" then
      reads[id] = reads[id] or wrk.format("GET", "/a/" .. id)
      sequence[#sequence + 1] = reads[id]
    else
      sequence[#sequence + 1] = { id }
    end
  end
end

function request()
  position = position % #sequence + 1
  local r = sequence[position]
  if type(r) == "string" then
    return r
  end
  writes = writes + 1
  local body = "<!doctype html><title>New</title><h1>Version " .. writes .. " " .. os.time() .. "</h1>\n" .. filler
  return wrk.format("PUT", "/v1/artifacts/" .. r[1],
    { ["Authorization"] = "Bearer " .. key, ["Content-Type"] = "text/html" }, body)
end
