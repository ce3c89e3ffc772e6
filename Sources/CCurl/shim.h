#pragma once
#include <curl/curl.h>

// curl_easy_setopt and its kin are variadic in C, which Swift does not import: one typed inline each.
static inline CURLcode kuasou_curl_set_long(CURL *handle, CURLoption option, long value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode kuasou_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode kuasou_curl_set_string(CURL *handle, CURLoption option, const char *value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode kuasou_curl_set_pointer(CURL *handle, CURLoption option, void *value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode kuasou_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) { return curl_easy_setopt(handle, option, value); }
typedef size_t (*kuasou_curl_data_callback)(char *, size_t, size_t, void *);
static inline CURLcode kuasou_curl_set_data_callback(CURL *handle, CURLoption option, kuasou_curl_data_callback value) { return curl_easy_setopt(handle, option, value); }
static inline CURLcode kuasou_curl_set_socket_callback(CURL *handle, curl_opensocket_callback value) { return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, value); }
static inline CURLcode kuasou_curl_get_long(CURL *handle, CURLINFO info, long *value) { return curl_easy_getinfo(handle, info, value); }
static inline CURLcode kuasou_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) { return curl_easy_getinfo(handle, info, value); }
static inline CURLcode kuasou_curl_get_string(CURL *handle, CURLINFO info, char **value) { return curl_easy_getinfo(handle, info, value); }
static inline CURLcode kuasou_curl_get_pointer(CURL *handle, CURLINFO info, void **value) { return curl_easy_getinfo(handle, info, value); }
static inline CURLMcode kuasou_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) { return curl_multi_setopt(multi, option, value); }
static inline CURLcode kuasou_curl_set_share(CURL *handle, CURLSH *share) { return curl_easy_setopt(handle, CURLOPT_SHARE, share); }
static inline CURLSHcode kuasou_curl_share(CURLSH *share, curl_lock_data data) { return curl_share_setopt(share, CURLSHOPT_SHARE, data); }

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/// Copies the address to `out` in network order; its length, 4 or 16, or 0 for another family.
static inline int kuasou_address_bytes(const struct sockaddr *address, unsigned char *out) {
  if (address->sa_family == AF_INET) {
    memcpy(out, &((const struct sockaddr_in *)address)->sin_addr, 4);
    return 4;
  }
  if (address->sa_family == AF_INET6) {
    memcpy(out, &((const struct sockaddr_in6 *)address)->sin6_addr, 16);
    return 16;
  }
  return 0;
}
/// Opens the socket that libcurl asks for.
static inline curl_socket_t kuasou_curl_open_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
/// The address that libcurl is about to connect to, as `kuasou_address_bytes` gives it.
static inline int kuasou_curl_address_bytes(const struct curl_sockaddr *address, unsigned char *out) {
  return kuasou_address_bytes(&address->addr, out);
}

typedef int (*kuasou_curl_socket_watch)(CURL *, curl_socket_t, int, void *, void *);
typedef int (*kuasou_curl_timer_watch)(CURLM *, long, void *);
/// Has libcurl say which sockets it waits for and until when, for curl_multi_socket_action; `context` is handed to both callbacks.
static inline CURLMcode kuasou_curl_watch(CURLM *multi, kuasou_curl_socket_watch on_socket, kuasou_curl_timer_watch on_timer, void *context) {
  CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
  return code;
}
